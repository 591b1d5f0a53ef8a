package metatextgrad.model.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChallengerStateMachineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OPEN | ROUND_UNDECIDED BETTER WORSE_AT_GATE TASKS_USED GAIN_UNLIKELY SUPERSEDED CHAMPION_CHANGED DEFINITION_CHANGED DRIFT_DETECTED FROZEN_TEXT_MISSING COST_GUARD LATENCY_GUARD NO_SCORE VERSION_UNKNOWN PROMOTED",
                "PASSED | CHAMPION_CHANGED DEFINITION_CHANGED DRIFT_DETECTED FROZEN_TEXT_MISSING CANARY_STARTED APPROVED PROMOTED REJECTED",
                "SERVING | DEFINITION_CHANGED DRIFT_DETECTED PROMOTED CHAMPION_PINNED WORSE_FOR_USERS CANARY_ROLLED_BACK CANARY_TIME_OVER CANARY_ANSWERS_USED FEEDBACK_MISMATCH",
                "PROMOTED | PROMOTION_ROLLED_BACK",
                "WORSE | ''",
                "UNDECIDED | ''",
                "GUARDED | ''",
                "FAILED | ''",
                "REJECTED | ''"
            })
    void shouldAllowExactlyTheseMoves(Stage stage, String causes) {
        List<String> allowed = new ArrayList<>();
        for (Cause cause : Cause.values()) if (isAllowed(stage, cause)) allowed.add(cause.name());
        assertThat(String.join(" ", allowed)).isEqualTo(causes);
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, TASKS_REQUESTED ROUND_UNDECIDED",
        "PASSED, NO_GATE BETTER CHAMPION_PINNED",
        "SERVING, CANARY_STARTED APPROVED",
        "PROMOTED, PROMOTED",
        "WORSE, WORSE_AT_GATE WORSE_FOR_USERS CANARY_ROLLED_BACK",
        "UNDECIDED, TASKS_USED GAIN_UNLIKELY SUPERSEDED CHAMPION_CHANGED DEFINITION_CHANGED DRIFT_DETECTED FROZEN_TEXT_MISSING CANARY_TIME_OVER CANARY_ANSWERS_USED FEEDBACK_MISMATCH PROMOTION_ROLLED_BACK",
        "GUARDED, COST_GUARD LATENCY_GUARD",
        "FAILED, NO_SCORE VERSION_UNKNOWN",
        "REJECTED, REJECTED"
    })
    void shouldLeadToOneStage(Stage stage, String causes) {
        List<String> all = new ArrayList<>();
        for (Cause cause : Cause.values()) if (cause.stage() == stage) all.add(cause.name());
        assertThat(String.join(" ", all)).isEqualTo(causes);
    }

    @Test
    void shouldNameTheStageAndTheCauseOfAnIllegalMove() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ChallengerStateMachine.check(Stage.WORSE, Cause.PROMOTED))
                .withMessage("PROMOTED cannot happen to a challenger at stage WORSE");
    }

    private static boolean isAllowed(Stage stage, Cause cause) {
        try {
            ChallengerStateMachine.check(stage, cause);
            return true;
        } catch (IllegalStateException illegal) {
            return false;
        }
    }
}
