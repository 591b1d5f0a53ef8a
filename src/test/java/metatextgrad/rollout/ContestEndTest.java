package metatextgrad.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.SetRequest.GateItemsRequested;
import metatextgrad.model.project.AdaptSettings.Mode;
import org.junit.jupiter.api.Test;

/** Ends of contests that are rare; {@link GateTest} has the usual ones. */
final class ContestEndTest extends GateScenario {
    @Test
    void shouldEndIfAnOperatorRollsTheCanaryBack() {
        start(Mode.AUTO);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        assertThat(contest().cause()).isEqualTo(Cause.CANARY_STARTED);
        handle(
                new RolledBack(
                        PROJECT.id(), version(PROJECT.seed()), table().serial(), "slow", "ada"));
        assertThat(contest().cause()).isEqualTo(Cause.CANARY_ROLLED_BACK);
        assertThat(contest().reason()).isEqualTo("rolled back by hand: slow");
    }

    @Test
    void shouldEndACanaryAfterAsManyAnswersAsMayBeJudged() {
        start(Mode.PROPOSE);
        handle(offer(BETTER));
        play(NEVER, ALWAYS);
        handle(approval(BETTER));
        int answers = 0;
        while (table().serving() instanceof Serving.Canary && answers < 2 * Comparison.MAX) {
            handle(judged(answers, answers % 2 == 0, Duration.ofSeconds(answers)));
            answers++;
        }
        assertThat(answers).isEqualTo(Comparison.MAX);
        assertThat(contest().cause()).isEqualTo(Cause.CANARY_ANSWERS_USED);
        assertThat(contest().reason()).isEqualTo(table().why()).startsWith("undecided: ");
    }

    @Test
    void shouldFailIfTheProgramOfAVersionIsNotKnownAnyMore() {
        start(Mode.AUTO);
        handle(offer(BETTER));
        forget(BETTER);
        handle(closed(all(GateItemsRequested.class).getLast()));
        assertThat(contest().cause()).isEqualTo(Cause.VERSION_UNKNOWN);
    }
}
