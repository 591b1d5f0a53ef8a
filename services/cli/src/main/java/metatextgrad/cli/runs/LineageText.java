package metatextgrad.cli.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import metatextgrad.cli.text.CostText;
import metatextgrad.cli.text.ProgramDiff;
import metatextgrad.cli.text.Texts;
import metatextgrad.lineage.Ancestry;
import metatextgrad.lineage.Ancestry.Critique;
import metatextgrad.lineage.Ancestry.Step;
import metatextgrad.model.StepOperator;
import metatextgrad.model.TaskId;
import metatextgrad.model.Text;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;

/** Formats how a run came to its result. Pure. */
final class LineageText {
    private final Ancestry ancestry;
    private final List<String> lines = new ArrayList<>();

    private LineageText(Ancestry ancestry) {
        this.ancestry = ancestry;
    }

    static List<String> of(Ancestry ancestry) {
        LineageText text = new LineageText(ancestry);
        text.head();
        text.optimizers();
        ancestry.steps().forEach(text::step);
        return text.lines;
    }

    private void head() {
        add("From the seed program to %s, in %d accepted steps:", ancestry.line().name(), size());
        if (ancestry.steps().isEmpty()) return;
        add(
                "validation %s, the sum of the steps below. The steps were selected on the same data, so these gains are optimistic; the re-scored and the test score are not.",
                difference(ancestry.total()));
    }

    private int size() {
        return ancestry.steps().size();
    }

    private void optimizers() {
        OptimizerVersion before = null;
        for (OptimizerVersion version : ancestry.optimizers()) {
            add("");
            TaskId drawn = version.drawn();
            add(
                    "optimizer %s, %s: validation %s against %s%s",
                    version.spec().name(),
                    Text.lower(version.verdict()),
                    Texts.score(version.score()),
                    Texts.score(version.against()),
                    drawn == null ? "" : "; the meta model was shown train task " + drawn);
            add("cost: %s", CostText.text(version.cost()));
            if (before != null)
                lines.addAll(ProgramDiff.between("before", before.spec(), "after", version.spec()));
            before = version;
        }
    }

    private void step(Step step) {
        add("");
        add("step %d: validation %s", step.number(), difference(step.gain()));
        add("program %s, made from %s", step.after().id(), step.from());
        operator(step.operator());
        if (!step.tasks().isEmpty())
            add(
                    "train tasks: %s",
                    step.tasks().stream().map(TaskId::value).collect(Collectors.joining(", ")));
        add("cost: %s", CostText.text(step.cost()));
        for (Critique critique : step.critiques()) {
            add("critique of %s, task %s:", critique.gradient().variable(), critique.task());
            critique.gradient().text().lines().forEach(line -> lines.add("  " + line));
        }
        lines.addAll(change(step));
    }

    private void operator(@Nullable StepOperator operator) {
        if (operator == null) {
            add("operator: merge, with another program");
            return;
        }
        add(
                switch (operator.kind()) {
                    case REVISE -> "operator: revise, from the critiques";
                    case INJECT -> "operator: inject, what common failures call for";
                    case CONSOLIDATE -> "operator: consolidate, the same in fewer words";
                    case ABLATE -> "operator: ablate, without a model";
                    case DEMONSTRATE ->
                            "operator: demonstrate, training tasks with their right answers";
                    case CONTRAST -> "operator: contrast, the rule between wrong and right answers";
                    case RULE_AND_EXAMPLES ->
                            "operator: rule and examples, such a rule with such training tasks";
                    case ROLE_AND_CONSTRAINTS -> "operator: role and constraints, another shape";
                    case APPLY -> "operator: apply, the critiques as they are";
                    case REWRITE -> "operator: rewrite, from wrong and right answers";
                });
        lines.addAll(FailurePatternsText.of(operator.patterns()));
    }

    static List<String> change(Step step) {
        return ProgramDiff.between(
                "before step " + step.number(),
                step.before(),
                "after step " + step.number(),
                step.after());
    }

    static String difference(PairedDifference difference) {
        return difference.items() == 0
                ? "per-task scores are not available"
                : Texts.format(
                        "%+.3f [%+.3f, %+.3f] on %d tasks",
                        difference.estimate(),
                        difference.low(),
                        difference.high(),
                        difference.items());
    }

    private void add(String format, Object... values) {
        lines.add(Texts.format(format, values));
    }
}
