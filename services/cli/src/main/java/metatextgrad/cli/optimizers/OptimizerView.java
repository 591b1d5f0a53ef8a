package metatextgrad.cli.optimizers;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.cli.text.CostText;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.json.OptimizerFile;
import metatextgrad.meta.OptimizerText;
import metatextgrad.model.Cost;
import metatextgrad.model.Provenance;
import metatextgrad.model.RunId;
import metatextgrad.model.Text;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RunState;
import metatextgrad.process.EnvironmentProblem;
import org.jspecify.annotations.Nullable;

/**
 * One optimizer: its phases, the optimizers it was made from, its scores. Pure.
 *
 * @param parents ids of the versions it was made from; null for one that is no longer on its topic
 * @param exampleTask the train task that the meta model was shown; null if none
 * @param exported the file that {@code mtg optimizers export} writes
 * @param from origin of a submitted optimizer; null if unknown
 */
record OptimizerView(
        @JsonIgnore OptimizerCatalog known,
        @JsonIgnore OptimizerVersion version,
        @JsonIgnore OptimizerFile file,
        String id,
        String project,
        Verdict verdict,
        boolean submitted,
        List<@Nullable String> parents,
        @Nullable String exampleTask,
        Cost cost,
        JsonNode exported,
        @Nullable JsonNode from)
        implements View {
    /**
     * Returns the optimizer with this id.
     *
     * @param prefix its id, or the first letters
     * @throws EnvironmentProblem if no optimizer has it, or several have
     */
    static OptimizerView of(OptimizerCatalog known, String prefix, Cluster cluster) {
        OptimizerVersion version = known.named(prefix);
        RunId run = version.run();
        return of(known, version, run == null ? null : RunCatalog.last(cluster, run));
    }

    /** {@code run} is the last state of the run that tried it; null if there is none. */
    static OptimizerView of(
            OptimizerCatalog known, OptimizerVersion version, @Nullable RunState run) {
        OptimizerFile file =
                new OptimizerFile(version.spec(), OptimizerCatalog.provenance(version, run));
        Provenance from = version.from();
        return new OptimizerView(
                known,
                version,
                file,
                version.key(),
                version.project().value(),
                version.verdict(),
                version.submitted(),
                version.parents().stream()
                        .map(parent -> kept(known, version, parent))
                        .map(parent -> parent.map(OptimizerVersion::key).orElse(null))
                        .toList(),
                Texts.orNull(version.drawn()),
                version.cost(),
                ViewJson.read(file.write()),
                from == null
                        ? null
                        : ViewJson.read(new OptimizerFile(version.spec(), from).write())
                                .get("provenance"));
    }

    @Override
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add("%s  %s  %s".formatted(id, version.spec().name(), Text.lower(verdict)));
        lines.add("project " + project);
        if (submitted) lines.add("submitted" + origin(version.from()));
        for (String parent : version.parents()) lines.add("made from " + parent(parent));
        if (exampleTask != null) lines.add("the meta model was shown train task " + exampleTask);
        Provenance scores = version.run() == null ? null : file.from();
        if (scores != null) {
            lines.add("tried in run " + scores.run() + ": " + scores(scores));
            lines.add("cost: " + CostText.text(version.cost()));
        }
        lines.add("");
        lines.addAll(OptimizerText.of(version.spec()).lines().toList());
        return lines;
    }

    /**
     * Returns the version with this content: parents are named by their content. A parent is given
     * or adopted; an earlier trial of the same content may have been rejected.
     */
    private static Optional<OptimizerVersion> kept(
            OptimizerCatalog known, OptimizerVersion version, String content) {
        return known.of(version.project().value()).stream()
                .filter(one -> one.spec().contentId().equals(content))
                .min(Comparator.comparing(one -> one.verdict() == Verdict.REJECTED));
    }

    private String parent(String content) {
        return kept(known, version, content)
                .map(
                        one ->
                                "%s  %s  %s"
                                        .formatted(
                                                known.shortId(one),
                                                one.spec().name(),
                                                Text.lower(one.verdict())))
                .orElse("an optimizer that is no longer on its topic, content " + content);
    }

    private static String origin(@Nullable Provenance from) {
        return from == null
                ? ", origin unknown"
                : ", learned in project %s, run %s: %s"
                        .formatted(from.project(), from.run(), scores(from));
    }

    private static String scores(Provenance from) {
        String text =
                "validation %s against %s"
                        .formatted(Texts.score(from.validation()), Texts.score(from.against()));
        if (from.rescored() != null) text += ", re-scored " + Texts.score(from.rescored());
        if (from.test() == null) return text;
        return text
                + ", test %s, seed program %s"
                        .formatted(Texts.score(from.test()), Texts.score(from.seedTest()));
    }
}
