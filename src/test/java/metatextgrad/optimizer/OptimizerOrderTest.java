package metatextgrad.optimizer;

import static metatextgrad.optimizer.TrialEvents.SEED;
import static metatextgrad.optimizer.TrialEvents.closed;
import static metatextgrad.optimizer.TrialEvents.gradient;
import static metatextgrad.optimizer.TrialEvents.loss;
import static metatextgrad.optimizer.TrialEvents.program;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.Score;
import metatextgrad.model.Split;
import metatextgrad.model.event.BatchClosed.Reason;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskSubmitted;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RELIABILITY §5 rules 3, 5 and 7: early events wait, and stale events are counted. */
final class OptimizerOrderTest {
    private final TrialEvents two = new TrialEvents(2);

    @Test
    void shouldKeepEventsThatArriveBeforeTheirTrial() {
        Played played =
                Played.of(
                        gradient(1, 1),
                        closed(1, Split.TRAIN, Reason.COUNT, 0, 1),
                        two.train(1, 0, 2),
                        gradient(1, 0));
        assertThat(played.emitted()).isEmpty();
        assertThat(played.handle(two.trial(1)).emitted(LlmRequest.class)).hasSize(1);
    }

    @Test
    @DisplayName("FAULT 24: a close that arrives before its slots waits for exactly these slots")
    void shouldFollowTheFirstDecisionOfABarrier() {
        Played played = Played.of(new TrialEvents(5).trial(1), new TrialEvents(5).train(1, 0, 5));
        for (int slot = 0; slot < 4; slot++) played.handle(gradient(1, slot));
        played.emitted();
        played.handle(closed(1, Split.TRAIN, Reason.DEADLINE, 0, 1, 2, 4));
        assertThat(played.emitted()).isEmpty();
        played.handle(closed(1, Split.TRAIN, Reason.COUNT, 0, 1, 2, 3));
        assertThat(played.emitted()).isEmpty();
        played.handle(gradient(1, 4));
        assertThat(played.emitted(LlmRequest.class))
                .singleElement()
                .satisfies(
                        request ->
                                assertThat(request.messages().getLast().content())
                                        .contains("mind 0", "mind 1", "mind 2", "mind 4")
                                        .doesNotContain("mind 3"));
        assertThat(played.notices()).containsExactly(IgnoreReason.DUPLICATE);
    }

    @Test
    @DisplayName("FAULT 24: events after the close are counted and not applied")
    void shouldCountStaleAndLateEvents() {
        Played played = Played.of(new TrialEvents(5).trial(2), new TrialEvents(5).train(1, 0, 5));
        played.handle(gradient(1, 0, program("other"), Score.WRONG));
        for (int slot = 0; slot < 4; slot++) played.handle(gradient(1, slot));
        played.handle(closed(1, Split.TRAIN, Reason.DEADLINE, 0, 1, 2, 3));
        played.handle(gradient(1, 4));
        played.handle(TrialEvents.reply(1, "node0", 0, TrialEvents.improved("new")));
        played.handle(loss(1, 0, SEED, Score.CORRECT));
        assertThat(played.notices())
                .containsExactly(IgnoreReason.STALE, IgnoreReason.LATE, IgnoreReason.STALE);
    }

    @Test
    void shouldIgnoreEventsAfterTheEnd() {
        Played played = Played.of(two.trial(1), two.refused(1, Split.TRAIN));
        played.emitted();
        played.handle(two.train(1, 0, 2), gradient(1, 0), two.trial(1));
        assertThat(played.emitted()).isEmpty();
        assertThat(played.notices())
                .containsExactly(IgnoreReason.STALE, IgnoreReason.STALE, IgnoreReason.DUPLICATE);
    }

    @Property(tries = 200)
    @Label("FAULT 23: without a manifest the trial fails")
    void shouldReachTheSameEndInAnyOrderIfTheManifestIsMissing(
            @ForAll("nothingCame") List<Event> history) {
        Played played = new Played();
        history.forEach(played::handle);
        assertThat(played.emitted(ScoreAggregated.class))
                .singleElement()
                .satisfies(
                        report -> {
                            assertThat(report.status()).isEqualTo(ScoreAggregated.Status.FAILED);
                            assertThat(report.reason()).isEqualTo("its training batch never came");
                        });
    }

    @Property(tries = 200)
    void shouldCarryTheDrawOfAnEvaluationInAnyOrder(@ForAll("evaluated") List<Event> history) {
        Played played = new Played();
        history.forEach(played::handle);
        assertThat(played.emitted(ScoreAggregated.class))
                .singleElement()
                .satisfies(
                        report -> {
                            assertThat(report.status()).isEqualTo(ScoreAggregated.Status.OK);
                            assertThat(report.draw()).extracting(TaskSubmitted::id).isNotNull();
                        });
    }

    /** A replay reads the late items of a batch that was given up before it reads the decision. */
    @Provide
    Arbitrary<List<Event>> nothingCame() {
        return Arbitraries.shuffle(
                List.of(
                        two.trial(1),
                        closed(1, Split.TRAIN, Reason.GIVEN_UP),
                        two.train(1, 0, 2),
                        gradient(1, 0),
                        gradient(1, 1)));
    }

    @Provide
    Arbitrary<List<Event>> evaluated() {
        return Arbitraries.shuffle(
                List.of(two.evaluation(true), closed(0, Split.VAL, Reason.COUNT), two.drawn()));
    }

    @Test
    @DisplayName("FAULT 23: a refused batch fails its evaluation")
    void shouldFailARefusedBatchEvenIfItIsClosed() {
        Played played =
                Played.of(
                        closed(0, Split.VAL, Reason.COUNT),
                        two.refused(0, Split.VAL),
                        two.evaluation(true));
        assertThat(played.emitted(ScoreAggregated.class))
                .extracting(ScoreAggregated::status, ScoreAggregated::reason)
                .containsExactly(
                        tuple(ScoreAggregated.Status.FAILED, "its items were refused: no tasks"));
    }
}
