package metatextgrad.services.gateway.console;

import java.util.List;
import metatextgrad.model.Program;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Text;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerState.UnusableReply;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.redact.TargetMask;
import metatextgrad.services.gateway.console.VersionPage.PromptDiff;
import metatextgrad.services.gateway.records.StepRecords;
import metatextgrad.services.gateway.records.StepRecords.BatchItem;
import org.jspecify.annotations.Nullable;

/**
 * One step of a run: its batch with answers, losses and gradients, and what it rewrote.
 *
 * @param href address of the page
 * @param score of the proposal; null if none was measured
 * @param source topic, partition and offset of the decision
 * @param texts the proposal, as difference from the program before; empty without one
 * @param unusable replies that could not be used
 * @param isWhole false if records of the batch were not read
 */
public record StepPage(
        String run,
        String project,
        String href,
        String title,
        String decision,
        String reason,
        @Nullable ScoreStats score,
        double incumbent,
        String cost,
        String at,
        String source,
        List<PromptDiff> texts,
        List<UnusableReply> unusable,
        Paged<Item> items,
        boolean isWhole) {
    private static final int SIZE = 10;

    /**
     * A task of the batch. Texts are masked, and so are private right answers.
     *
     * @param outcome correct, wrong, unparseable or infrastructure
     * @param again the same for the proposal; null if it was not run on this task
     * @param failure why there is no answer; empty if there is one
     */
    public record Item(
            String task,
            String input,
            String expected,
            String answer,
            String outcome,
            @Nullable String again,
            String failure,
            String loss,
            List<Critique> gradients) {
        static Item of(BatchItem item) {
            TextualLoss loss = item.loss();
            TextualLoss.Trace trace = loss.trace();
            boolean shows = trace == null || trace.item().settings().mayShowTargets();
            String target = trace == null || !shows ? null : trace.item().task().target();
            TargetMask mask =
                    trace == null
                            ? TargetMask.NONE
                            : TargetMask.of(trace.item().settings(), trace.item().task());
            TextualLoss again = item.again();
            return new Item(
                    loss.task().value(),
                    trace == null ? "" : Figures.masked(mask.in(trace.item().task().input())),
                    target == null ? "" : Figures.masked(target),
                    trace == null ? "" : Figures.masked(mask.in(trace.answer())),
                    Text.lower(loss.score().outcome()),
                    again == null ? null : Text.lower(again.score().outcome()),
                    loss.failure() == null ? "" : Figures.masked(loss.failure().message()),
                    trace == null ? "" : Figures.masked(trace.criticism()),
                    critiques(item.gradients()));
        }

        private static List<Critique> critiques(@Nullable GradientComputed of) {
            return of == null
                    ? List.of()
                    : of.gradients().stream()
                            .map(one -> new Critique(one.variable(), Figures.masked(one.text())))
                            .toList();
        }
    }

    /** A gradient: what should change in the prompt of a node. */
    public record Critique(String node, String text) {}

    static StepPage of(RunState run, StepRecords step, int number) {
        OptimizerState state = step.state();
        Program candidate = state.candidate();
        return new StepPage(
                run.request().id().value(),
                run.request().project().id().value(),
                Figures.stepUrl(state.stepRef()),
                "%s, step %d".formatted(step.by(), state.stepRef().step()),
                Text.lower(state.decision()),
                state.reason(),
                step.score() == null ? null : step.score().stats(),
                state.incumbentScore(),
                Figures.cost(state.cost()),
                step.decided().at().toString(),
                Figures.source(step.decided()),
                candidate == null ? List.of() : VersionPage.diff(step.before(), candidate),
                state.unusable(),
                Paged.of(step.items().stream().map(Item::of).toList(), number, SIZE),
                step.isWhole());
    }
}
