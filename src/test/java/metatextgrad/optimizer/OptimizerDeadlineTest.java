package metatextgrad.optimizer;

import static metatextgrad.optimizer.TrialEvents.SEED;
import static metatextgrad.optimizer.TrialEvents.TRIAL;
import static metatextgrad.optimizer.TrialEvents.closed;
import static metatextgrad.optimizer.TrialEvents.gradient;
import static metatextgrad.optimizer.TrialEvents.loss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import metatextgrad.decide.MemoryRows;
import metatextgrad.model.Score;
import metatextgrad.model.Split;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.BatchClosed.Reason;
import metatextgrad.model.event.BatchParked;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerState.Decided;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskBatch;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * RELIABILITY §5 rules 4 and 6: time proposes, the proposal's event decides, and the quorum is
 * checked.
 */
final class OptimizerDeadlineTest {
    private final TrialEvents two = new TrialEvents(2);

    @Test
    @DisplayName("FAULT 23: if a slot is lost, the deadline proposes the present slots")
    void shouldProposeToCloseWithThePresentSlots() {
        Played played = Played.of(two.trial(1), two.train(1, 0, 2), gradient(1, 1));
        played.emitted();
        assertThat(played.deadline().emitted())
                .containsExactly(closed(1, Split.TRAIN, Reason.DEADLINE, 1));
        assertThat(played.emitted(OptimizerState.class)).isEmpty();
        assertThat(played.emitted(GradientComputed.class)).isEmpty();
    }

    @Test
    @DisplayName("FAULT 23: if a manifest is lost, the deadline gives up the batch")
    void shouldProposeToGiveUpWithoutAManifest() {
        Played played = Played.of(two.trial(1));
        played.emitted();
        assertThat(played.deadline().emitted())
                .containsExactly(closed(1, Split.TRAIN, Reason.GIVEN_UP));
    }

    @Test
    void shouldProposeNothingWhileItWaitsForAModelOrIsOver() {
        assertThat(new Played().deadline().emitted()).isEmpty();
        Played over = Played.of(two.trial(1), two.refused(1, Split.TRAIN));
        over.emitted();
        assertThat(over.deadline().emitted()).isEmpty();
    }

    @Test
    void shouldRunNoDeadlineForAParkedBatch() {
        Played played = Played.of(two.trial(1), parked());
        played.emitted();
        assertThat(played.deadline().emitted()).isEmpty();
        played.handle(two.train(1, 0, 2));
        assertThat(played.deadline().emitted(BatchClosed.class))
                .containsExactly(closed(1, Split.TRAIN, Reason.DEADLINE));
    }

    @Property(tries = 100)
    @Label("FAULT 23: a batch below its quorum is skipped")
    void shouldSkipAStepWhoseItemsHaveNoScoresInAnyOrder(@ForAll("noScores") List<Event> history) {
        Played played = new Played();
        history.forEach(played::handle);
        assertThat(played.emitted(OptimizerState.class))
                .extracting(OptimizerState::decision, OptimizerState::reason)
                .containsExactly(tuple(Decided.SKIPPED, "0 of 2 train items have a score"));
        assertThat(played.state().step()).isEqualTo(2);
    }

    @Provide
    Arbitrary<List<Event>> noScores() {
        return Arbitraries.shuffle(
                List.of(two.trial(2), two.train(1, 0, 2), closed(1, Split.TRAIN, Reason.DEADLINE)));
    }

    /** The deadline came while the rest of a batch was still missing. */
    @Test
    void shouldCountTheQuorumOfTheWholeBatch() {
        TrialEvents five = new TrialEvents(5);
        Played played = Played.of(five.trial(1), five.train(1, 0, 2));
        assertThat(played.emitted(BatchRequested.class)).hasSize(2);
        played.handle(
                gradient(1, 0), gradient(1, 1), closed(1, Split.TRAIN, Reason.DEADLINE, 0, 1));
        assertThat(played.emitted(OptimizerState.class))
                .extracting(OptimizerState::reason)
                .containsExactly("2 of 5 train items have a score");
    }

    @Test
    void shouldReportWhyAnEvaluationHasTooFewScores() {
        Played played = Played.of(two.evaluation(false), two.val(0, 0, 2, 2, SEED));
        played.handle(loss(0, 1, SEED, Score.CORRECT), loss(0, 0, SEED, Score.INFRASTRUCTURE));
        played.handle(closed(0, Split.VAL, Reason.COUNT, 0, 1));
        assertThat(played.emitted(ScoreAggregated.class))
                .extracting(ScoreAggregated::status, ScoreAggregated::reason)
                .containsExactly(
                        tuple(
                                ScoreAggregated.Status.FAILED,
                                "1 of 2 items have a score; one had none because: no model: 0"));
    }

    @Test
    void shouldListTheOpenTrials() {
        OptimizerDecider decider = new OptimizerDecider();
        MemoryRows rows = new MemoryRows();
        rows.apply(decider.handle(rows, two.trial(1)));
        assertThat(decider.open(rows)).containsExactly(TRIAL.value());
        rows.apply(decider.handle(rows, two.refused(1, Split.TRAIN)));
        assertThat(decider.open(rows)).isEmpty();
    }

    private BatchParked parked() {
        TaskBatch batch = two.train(1, 0, 2);
        return new BatchParked(batch.stepRef(), Split.TRAIN, 0, "3 of 9 tasks of set `s` are in");
    }
}
