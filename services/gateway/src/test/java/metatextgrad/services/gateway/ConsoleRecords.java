package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.ConsoleState.DYCK;
import static metatextgrad.services.gateway.SampleState.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.Gradient;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.Item;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerState.Decided;
import metatextgrad.model.event.OptimizerState.UnusableReply;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;

/**
 * The past records behind {@link ConsoleState}.
 *
 * @param state whose mark each text has
 */
record ConsoleRecords(ConsoleState state, MemoryRecords records) {
    static final TrialId TRIAL = new TrialId("trial-7");

    private static final int BATCH = 12;

    /** Adds all of them. */
    void fill() {
        RunId run = state.run("adapt-dyck-000002");
        records.add(start(run), at(40));
        step(run, 1, Decided.ACCEPTED, state.seed(), state.first(), 74);
        step(run, 2, Decided.REJECTED, state.first(), state.best(), 71);
        step(run, 3, Decided.INVALID, state.first(), null, 0);
        RunId other = state.run("adapt-dyck-000001");
        records.add(decided(other, 1, Decided.ACCEPTED, state.seed(), state.best(), 99), at(10));
    }

    private MetaPromptPublished start(RunId run) {
        Project project = SeveralNodesTest.project(DYCK.value());
        return new MetaPromptPublished(
                ref(run, 0),
                MetaPromptPublished.BASE,
                0,
                1,
                project.optimizers().getFirst(),
                null,
                null,
                state.seed(),
                stats(62),
                project.loop(),
                new SnapshotSpec(DYCK, "window", 1, "hash", project.shares()),
                7,
                -1,
                null);
    }

    private void step(
            RunId run,
            int number,
            Decided decision,
            Program before,
            @Nullable Program proposal,
            int right) {
        for (int task = 0; task < BATCH; task++) {
            TextualLoss loss = loss(run, number, task, before);
            records.add(loss, at(40 + 5 * number));
            records.add(gradient(loss, before), at(41 + 5 * number));
        }
        if (proposal != null) records.add(score(run, number, proposal, right), at(42 + 5 * number));
        records.add(decided(run, number, decision, before, proposal, right), at(43 + 5 * number));
    }

    private TextualLoss loss(RunId run, int step, int number, Program program) {
        Project project = SeveralNodesTest.project(DYCK.value());
        Slot slot = new Slot(Split.TRAIN, number);
        TaskSubmitted task =
                new TaskSubmitted(
                        DYCK,
                        task(step, number),
                        "( [ { < > ] mail ada@example.org" + state.mark(),
                        "} ) " + number,
                        null,
                        null,
                        null);
        Item item = new Item(ref(run, step), slot, task, program, project.loop());
        boolean right = number % 3 == 0;
        return new TextualLoss(
                ref(run, step),
                slot,
                task.id(),
                program.id(),
                right ? Score.CORRECT : Score.WRONG,
                new TextualLoss.Trace(
                        item,
                        List.of(),
                        "} ] )" + state.mark(),
                        right ? "" : "The brackets are not closed in order." + state.mark()),
                null,
                Cost.of(ModelRole.PROGRAM, 400, 30));
    }

    private static GradientComputed withGradients(TextualLoss loss, List<Gradient> gradients) {
        return new GradientComputed(
                loss.stepRef(),
                loss.slot(),
                loss.task(),
                loss.candidate(),
                loss.score(),
                gradients,
                List.of(),
                0,
                loss.cost(),
                null);
    }

    private GradientComputed gradient(TextualLoss loss, Program program) {
        Gradient gradient =
                new Gradient(
                        "answer",
                        "Say that a stack gives the order of the closing brackets." + state.mark(),
                        "input",
                        "output",
                        "answer",
                        "");
        return withGradients(
                loss, loss.score().equals(Score.CORRECT) ? List.of() : List.of(gradient));
    }

    private ScoreAggregated score(RunId run, int step, Program proposal, int right) {
        return new ScoreAggregated(
                ref(run, step),
                ScoreAggregated.Scope.STEP,
                Split.VAL,
                stats(right),
                proposal,
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                Cost.NONE);
    }

    private OptimizerState decided(
            RunId run,
            int step,
            Decided decision,
            Program before,
            @Nullable Program proposal,
            int right) {
        boolean accepted = decision == Decided.ACCEPTED;
        return new OptimizerState(
                ref(run, step),
                decision,
                "validation " + right + " of 100" + state.mark(),
                proposal,
                proposal == null ? null : (Double) (right / 100.),
                accepted && proposal != null ? proposal : before,
                accepted ? right / 100. : .74,
                0,
                Cost.of(ModelRole.PROGRAM, new Cost.Spent(140, 52_000, 4_100)),
                before.id(),
                List.of(task(step, 1)),
                proposal == null
                        ? List.of(new UnusableReply("answer", "no tag in it" + state.mark()))
                        : List.of());
    }

    static TaskId task(int step, int number) {
        return new TaskId("task-%d-%d".formatted(step, number));
    }

    private static StepRef ref(RunId run, int step) {
        return new StepRef(DYCK, run, TRIAL, step, 0);
    }

    private static ScoreStats stats(int right) {
        return new ScoreStats(
                right, 100 - right, 0, 0, right / 100., right / 100. - .09, right / 100. + .08);
    }

    private static Instant at(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }
}
