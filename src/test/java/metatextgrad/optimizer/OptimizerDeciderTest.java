package metatextgrad.optimizer;

import static metatextgrad.optimizer.TrialEvents.SEED;
import static metatextgrad.optimizer.TrialEvents.closed;
import static metatextgrad.optimizer.TrialEvents.gradient;
import static metatextgrad.optimizer.TrialEvents.improved;
import static metatextgrad.optimizer.TrialEvents.loss;
import static metatextgrad.optimizer.TrialEvents.program;
import static metatextgrad.optimizer.TrialEvents.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import metatextgrad.llm.LlmRequest;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Range;
import metatextgrad.model.Score;
import metatextgrad.model.Split;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.BatchClosed.Reason;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerState.Decided;
import metatextgrad.model.event.ScoreAggregated;
import org.junit.jupiter.api.Test;

final class OptimizerDeciderTest {
    private final TrialEvents two = new TrialEvents(2);

    @Test
    void shouldRequestTheFirstTrainingBatchWithTheDraw() {
        assertThat(Played.of(two.trial(1)).emitted())
                .containsExactly(two.asked(1, Split.TRAIN, 0, 2, SEED, 7));
    }

    @Test
    void shouldRequestTheRestOfABatchOnce() {
        Played played = Played.of(two.trial(1));
        played.emitted();
        played.handle(two.train(1, 0, 1), gradient(1, 0));
        assertThat(played.emitted())
                .containsExactly(two.asked(1, Split.TRAIN, 1, 2, SEED, BatchRequested.NO_DRAW));
    }

    @Test
    void shouldCloseABatchByCountAndContinueAfterReadingTheDecision() {
        BatchClosed both = closed(1, Split.TRAIN, Reason.COUNT, 0, 1);
        Played played = Played.of(two.trial(1), two.train(1, 0, 2), gradient(1, 0));
        played.emitted();
        assertThat(played.handle(gradient(1, 1)).emitted()).containsExactly(both);
        assertThat(played.handle(both).emitted(LlmRequest.class)).hasSize(1);
    }

    @Test
    void shouldContinueWithTheQuorumAndSkipTheStepBelowIt() {
        assertThat(scoredOfFive(4).emitted(LlmRequest.class)).hasSize(1);
        assertThat(scoredOfFive(3).emitted(OptimizerState.class))
                .extracting(OptimizerState::decision, OptimizerState::reason)
                .containsExactly(tuple(Decided.SKIPPED, "3 of 5 train items have a score"));
    }

    @Test
    void shouldRepeatOnlyTheRequestWithTheUnusableReply() {
        Program both = program("old", "older");
        Played played = askedFor(both);
        played.handle(reply(1, "node0", 0, improved("new")), reply(1, "node1", 0, "no tags"));
        assertThat(played.emitted(LlmRequest.class))
                .extracting(LlmRequest::place, LlmRequest::attempt)
                .containsExactly(tuple("update/node1", 1));
        played.handle(reply(1, "node1", 1, improved("newer")));
        assertThat(played.emitted(BatchRequested.class))
                .extracting(BatchRequested::program)
                .containsExactly(program("new", "newer"));
    }

    @Test
    void shouldReportWhyTheModelGaveNoReply() {
        Played played = askedFor(SEED);
        played.handle(
                TrialEvents.failure(1, "node0", 0, "server is down"),
                TrialEvents.failure(1, "node0", 1, "server is still down"));
        assertThat(played.emitted(OptimizerState.class))
                .extracting(OptimizerState::decision, OptimizerState::reason)
                .containsExactly(tuple(Decided.INVALID, "node0: server is still down"));
    }

    @Test
    void shouldRequestTheNextRangeFromTheEndOfTheLastBatch() {
        Program candidate = program("new");
        Played played = validating(candidate);
        played.handle(two.val(1, 0, 40, 150, candidate));
        played.handle(two.val(1, 40, 60, 150, candidate));
        for (int slot = 0; slot < 100; slot++)
            played.handle(loss(1, slot, candidate, Score.CORRECT));
        played.handle(two.val(1, 100, 50, 150, candidate));
        for (int slot = 100; slot < 150; slot++)
            played.handle(loss(1, slot, candidate, Score.CORRECT));
        assertThat(played.emitted())
                .filteredOn(BatchRequested.class::isInstance)
                .extracting(event -> ((BatchRequested) event).range())
                .containsExactly(new Range(0, 64), new Range(40, 104), new Range(100, 150));
    }

    @Test
    void shouldReportTheBestScoreOfTheTrial() {
        Program candidate = program("new");
        Played played = validating(candidate);
        played.handle(two.val(1, 0, 2, 2, candidate));
        played.handle(loss(1, 0, candidate, Score.CORRECT), loss(1, 1, candidate, Score.WRONG));
        played.emitted();
        played.handle(closed(1, Split.VAL, Reason.COUNT, 0, 1));
        assertThat(played.emitted(ScoreAggregated.class))
                .extracting(
                        ScoreAggregated::scope,
                        ScoreAggregated::program,
                        report -> report.stats().mean())
                .containsExactly(
                        tuple(ScoreAggregated.Scope.STEP, candidate, .5),
                        tuple(ScoreAggregated.Scope.TRIAL, candidate, .5));
    }

    private static Played scoredOfFive(int scored) {
        TrialEvents five = new TrialEvents(5);
        Played played = Played.of(five.trial(1), five.train(1, 0, 5));
        for (int slot = 0; slot < 5; slot++) {
            Score score = slot < scored ? Score.WRONG : Score.INFRASTRUCTURE;
            played.handle(gradient(1, slot, SEED, score));
        }
        played.emitted();
        return played.handle(closed(1, Split.TRAIN, Reason.COUNT, 0, 1, 2, 3, 4));
    }

    /** Returns a trial that waits for new texts. */
    private Played askedFor(Program seed) {
        Played played = Played.of(two.trial(seed, TrialEvents.phase(1, 0, 0)));
        played.handle(two.train(1, 0, 2));
        for (int slot = 0; slot < 2; slot++) played.handle(gradient(1, slot, seed, Score.WRONG));
        played.handle(closed(1, Split.TRAIN, Reason.COUNT, 0, 1));
        played.emitted();
        return played;
    }

    private Played validating(Program candidate) {
        return askedFor(SEED)
                .handle(
                        reply(
                                1,
                                "node0",
                                0,
                                improved(
                                        ((Node.LlmCall) candidate.nodes().getFirst())
                                                .prompt()
                                                .value())));
    }
}
