package metatextgrad.optimizer;

import static metatextgrad.optimizer.TrialEvents.SEED;
import static metatextgrad.optimizer.TrialEvents.closed;
import static metatextgrad.optimizer.TrialEvents.gradient;
import static metatextgrad.optimizer.TrialEvents.phase;
import static metatextgrad.optimizer.TrialEvents.program;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.Cost;
import metatextgrad.model.Demonstration;
import metatextgrad.model.Gradient;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.Score;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.BatchClosed.Reason;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.state.Trial;
import metatextgrad.strategy.StepContext;
import metatextgrad.strategy.Strategies;
import metatextgrad.strategy.UpdatePrompt;
import org.junit.jupiter.api.Test;

/** There is one row per item, and no more rows than the trial may need. */
final class OptimizerRowsTest {
    private final TrialEvents one = new TrialEvents(1);

    @Test
    void shouldKeepOneSmallRowOfAFinishedTrial() {
        Played played = Played.of(gradient(3, 0), one.trial(3), one.refused(1, Split.TRAIN));
        assertThat(played.state()).isEqualTo(new Trial.Finished(1));
        assertThat(played.rows()).isEqualTo(1);
    }

    @Test
    void shouldKeepOnlyTheStepMemoryThatLaterStepsMayShow() {
        Played played = steps(4, phase(5, 2, 1));
        assertThat(played.rowsLike("|memory|")).isEqualTo(2);
        assertThat(played.rowsLike("|step|")).isEqualTo(1);
    }

    @Test
    void shouldShowStepsOfThePreviousPhase() {
        Played played = steps(2, phase(2, 0, 0), phase(1, 2, 0));
        played.emitted();
        criticised(played, 3);
        assertThat(played.emitted(LlmRequest.class).getFirst().messages().getLast().content())
                .contains("<PAST_FEEDBACK step=\"1\">", "<PAST_FEEDBACK step=\"2\">");
    }

    @Test
    void shouldShowRefusedEditsInTheRequestsOfFiveSteps() {
        Phase edits = Strategies.plain("edits").withSteps(8);
        String refused =
                "<REFUSED_EDIT>\ndelete `new` (refused: the text does not have its quote)\n";
        Played played = Played.of(one.trial(SEED, edits));
        criticised(played, 1);
        for (int attempt = 0; attempt < 2; attempt++)
            played.handle(
                    TrialEvents.reply(
                            1,
                            "node0",
                            attempt,
                            TrialEvents.improved("<EDIT><DELETE>new</DELETE></EDIT>")));
        for (int step = 2; step <= 7; step++) {
            played.emitted();
            criticised(played, step);
            String request =
                    played.emitted(LlmRequest.class).getFirst().messages().getLast().content();
            assertThat(request.contains(refused)).as("step %s", step).isEqualTo(step <= 6);
            for (int attempt = 0; attempt < 2; attempt++)
                played.handle(TrialEvents.reply(step, "node0", attempt, "no tags"));
        }
    }

    @Test
    void shouldProposeWorkedExamplesWithoutARequest() {
        Phase demos = Strategies.plain("demos").withSteps(1);
        Played played = Played.of(one.trial(SEED, demos));
        GradientComputed right =
                new GradientComputed(
                        TrialEvents.stepRef(1),
                        new Slot(Split.TRAIN, 0),
                        new TaskId("a"),
                        SEED.id(),
                        Score.CORRECT,
                        List.of(),
                        List.of(new Demonstration("node0", "asked", "Answer: 1")),
                        0,
                        Cost.NONE,
                        null);
        played.handle(one.train(1, 0, 1), right, closed(1, Split.TRAIN, Reason.COUNT, 0));

        assertThat(played.state()).isInstanceOf(Trial.Validating.class);
        assertThat(played.emitted(LlmRequest.class)).isEmpty();
        assertThat(StepCalls.updates(demos, SEED)).isZero();
        assertThat(StepCalls.updates(Strategies.plain("edits"), SEED)).isOne();
    }

    /** Returns a trial after this many steps whose replies were all invalid. */
    private Played steps(int count, Phase... phases) {
        Played played = Played.of(one.trial(SEED, phases));
        for (int step = 1; step <= count; step++) {
            criticised(played, step);
            for (int attempt = 0; attempt < 2; attempt++)
                played.handle(TrialEvents.reply(step, "node0", attempt, "no tags"));
        }
        return played;
    }

    private void criticised(Played played, int step) {
        played.handle(one.train(step, 0, 1), gradient(step, 0));
        played.handle(closed(step, Split.TRAIN, Reason.COUNT, 0));
    }

    @Test
    void shouldShareTheBytesOfAnUpdateAmongAllItsConversations() {
        Program program = program("old");
        Gradient long1 = new Gradient("node0", "mind", "i".repeat(3000), "out", "answer", "");
        GradientComputed item =
                new GradientComputed(
                        TrialEvents.stepRef(1),
                        new Slot(Split.TRAIN, 0),
                        new TaskId("a"),
                        program.id(),
                        Score.WRONG,
                        List.of(long1, long1, long1, long1),
                        List.of(),
                        0,
                        Cost.NONE,
                        null);
        StepContext context =
                new StepContext(
                        phase(1, 0, 0), program, List.of(item), List.of(), Map.of(), 4 * 1024);
        UpdatePrompt prompt = UpdatePrompt.of(context, program.trainable().getFirst(), 0);
        assertThat(prompt.messages().getLast().content().length()).isLessThan(5 * 1024);
        assertThat(prompt.cutBytes()).isBetween(4 * 1900, 4 * 2100);
    }
}
