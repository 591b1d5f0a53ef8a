package metatextgrad.cli.optimizers;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.model.Text;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import org.jspecify.annotations.Nullable;

/** Optimizers, a line each, in the order of their verdicts. Pure. */
record OptimizerListView(List<Row> optimizers) implements View {
    /**
     * One optimizer.
     *
     * @param score null if its trial has no score
     * @param gains the gains of the same optimizer in all projects
     * @param baselineScore the score it had to beat; null, like the run, until a run has tried it
     */
    record Row(
            @JsonIgnore String shortId,
            String id,
            String project,
            String name,
            Verdict verdict,
            boolean submitted,
            @Nullable Double score,
            @Nullable Double baselineScore,
            @Nullable String run,
            long serial,
            List<OptimizerGain> gains) {}

    static OptimizerListView of(OptimizerCatalog known, List<OptimizerVersion> shown) {
        Map<String, List<OptimizerGain>> gains = OptimizerGain.of(known.all());
        return new OptimizerListView(
                shown.stream()
                        .map(
                                one ->
                                        new Row(
                                                known.shortId(one),
                                                one.key(),
                                                one.project().value(),
                                                one.spec().name(),
                                                one.verdict(),
                                                one.submitted(),
                                                one.score(),
                                                one.run() == null ? null : (Double) one.against(),
                                                Texts.orNull(one.run()),
                                                one.serial().number(),
                                                gains.getOrDefault(
                                                        one.spec().contentId(), List.of())))
                        .toList());
    }

    @Override
    public List<String> text() {
        TextTable table =
                TextTable.of(
                        "id | project | name | verdict | score | baseline | run | gains by project");
        for (Row one : optimizers)
            table.row(
                    one.shortId(),
                    one.project(),
                    one.name(),
                    Text.lower(one.verdict()),
                    Texts.score(one.score()),
                    Texts.score(one.baselineScore()),
                    Texts.orDash(one.run()),
                    one.gains().isEmpty()
                            ? "-"
                            : one.gains().stream()
                                    .map(OptimizerGain::text)
                                    .collect(Collectors.joining("; ")));
        return table.linesOr("no optimizers yet: runs add those they try (mtg runs ls)");
    }
}
