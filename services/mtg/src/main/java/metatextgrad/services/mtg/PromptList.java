package metatextgrad.services.mtg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import metatextgrad.model.PromptVersion;
import metatextgrad.model.Tally;
import metatextgrad.model.ThreeColumns;
import org.jspecify.annotations.Nullable;

/** Versions of prompts, a line each. Pure. */
final class PromptList {
    private static final List<String> HEAD =
            List.of(
                    "version",
                    "project",
                    "serves as",
                    "share",
                    "validation",
                    "again",
                    "test",
                    "run",
                    "optimizer");

    private PromptList() {}

    static List<String> table(KnownPrompts known, List<PromptVersion> shown) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        for (PromptVersion one : shown) {
            ThreeColumns scores = one.scores();
            rows.add(
                    List.of(
                            known.shortId(one.id()),
                            one.project().value(),
                            known.part(one).name(),
                            percent(known.part(one).share()),
                            score(scores.validation()),
                            score(scores.rescored()),
                            score(scores.test()),
                            one.run().value(),
                            one.optimizer().isEmpty() ? "-" : one.optimizer()));
        }
        return Columns.aligned(rows);
    }

    /** One object, for scripts; ids whole. */
    static String json(KnownPrompts known, List<PromptVersion> shown) {
        ObjectNode root = new ObjectMapper().createObjectNode().put("schemaVersion", 1);
        var list = root.putArray("versions");
        shown.forEach(one -> list.add(object(known, one)));
        return root.toString();
    }

    static ObjectNode object(KnownPrompts known, PromptVersion one) {
        KnownPrompts.Part part = known.part(one);
        ObjectNode object =
                new ObjectMapper()
                        .createObjectNode()
                        .put("version", one.id().value())
                        .put("project", one.project().value())
                        .put("servesAs", part.none() ? null : part.name())
                        .put("share", part.share())
                        .put("run", one.run().value())
                        .put("optimizer", one.optimizer().isEmpty() ? null : one.optimizer())
                        .put("parent", one.parent() == null ? null : one.parent().value());
        object.set("scores", scores(one.scores()));
        return object;
    }

    private static ObjectNode scores(ThreeColumns scores) {
        return new ObjectMapper()
                .createObjectNode()
                .put("validation", scores.validation().mean())
                .put("rescored", mean(scores.rescored()))
                .put("test", mean(scores.test()));
    }

    private static @Nullable Double mean(@Nullable Tally tally) {
        return tally == null ? null : (Double) tally.mean();
    }

    static String score(@Nullable Tally tally) {
        return OptimizerList.score(mean(tally));
    }

    static String percent(double share) {
        return share == 0 ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
