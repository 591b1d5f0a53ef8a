package metatextgrad.services.mtg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import metatextgrad.model.OptimizerVersion;
import metatextgrad.model.RunId;
import org.jspecify.annotations.Nullable;

/** Optimizers, a line each, in the order of their verdicts. Pure. */
final class OptimizerList {
    private static final List<String> HEAD =
            List.of("id", "project", "name", "verdict", "score", "against", "run");

    private OptimizerList() {}

    static List<String> table(KnownOptimizers known, List<OptimizerVersion> shown) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        for (OptimizerVersion one : shown) {
            RunId run = one.run();
            rows.add(
                    List.of(
                            known.shortId(one),
                            one.project().value(),
                            one.spec().name(),
                            verdict(one),
                            score(one.score()),
                            run == null ? "-" : score(one.against()),
                            run == null ? "-" : run.value()));
        }
        return Columns.aligned(rows);
    }

    /** One object, for scripts; ids whole. */
    static String json(List<OptimizerVersion> shown) {
        ObjectNode root = new ObjectMapper().createObjectNode().put("schemaVersion", 1);
        var list = root.putArray("optimizers");
        for (OptimizerVersion one : shown) {
            RunId run = one.run();
            list.addObject()
                    .put("id", one.key())
                    .put("project", one.project().value())
                    .put("name", one.spec().name())
                    .put("verdict", verdict(one))
                    .put("handedIn", one.handedIn())
                    .put("score", one.score())
                    .put("against", run == null ? null : (Double) one.against())
                    .put("run", run == null ? null : run.value())
                    .put("serial", one.serial().number());
        }
        return root.toString();
    }

    static String verdict(OptimizerVersion version) {
        return version.verdict().name().toLowerCase(Locale.ROOT);
    }

    static String score(@Nullable Double score) {
        return score == null ? "-" : String.format(Locale.ROOT, "%.3f", score);
    }
}
