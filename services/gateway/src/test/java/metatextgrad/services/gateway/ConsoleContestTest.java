package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.ConsoleState.DYCK;
import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import metatextgrad.model.Cost;
import metatextgrad.model.Serial;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConsoleContestTest extends ConsoleTest {
    private ConsoleState state;

    @BeforeEach
    void state() {
        state = fill("");
    }

    /** Its challenger is the result of a run that ended at minute 70. */
    private GateContest open() {
        return new GateContest(
                DYCK,
                3,
                state.id(DYCK, state.best()),
                state.id(DYCK, state.first()),
                .01,
                4,
                Collections.nCopies(100, 0.),
                10,
                Cost.NONE,
                Cost.NONE,
                Cause.ROUND_UNDECIDED,
                3,
                1,
                SampleState.NOON.plus(Duration.ofMinutes(70)).plus(Duration.ofDays(2)),
                "waits for tasks",
                new Serial(9));
    }

    @Test
    void shouldEstimateWhenAContestIsDecided() throws Exception {
        var views = gateway.gateway().views();
        SampleState.add(
                views,
                new ConsoleOptimizers(state, records).adapts(null, 9),
                SampleState.NOON,
                "adapt-state");
        SampleState.add(views, open(), SampleState.NOON, "contests");

        assertThat(person(KEY).get("/projects/dyck/contests/3").body())
                .contains("Decision in (estimate)", "2.0 days, ");
        assertThat(person(KEY).get("/projects/dyck/contests/2").body())
                .doesNotContain("Decision in (estimate)");
    }

    @Test
    void shouldCompareTheTokensOfBothVersions() throws Exception {
        assertThat(person(KEY).get("/projects/dyck/contests/2").body())
                .contains("Tokens against the champion", "131 %");
    }

    @Test
    void shouldShowTheLineageOfOptimizersWithTheirEvidence() throws Exception {
        assertThat(person(KEY).get("/projects/dyck/optimizers").body())
                .containsSubsequence("Contest 2", "open", "+0.020", "3 windows", "2.20 of 20")
                .containsSubsequence("Contest 1", "dropped", "not better")
                .containsSubsequence("lucky", "adopted", "+0.021 on 9, evidence 25", "base")
                .contains("Name one rule.", "as given", "In use: ");
    }
}
