package metatextgrad.cli.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Cost;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

/** A user finds how long the next contest takes. */
final class GatePlanViewTest {
    private static final Project PROJECT = Traffic.project();
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final VersionId CHAMPION = new VersionId("champion");

    @Test
    void shouldPlanTheFirstContestWithAnAssumption() {
        GatePlanView view =
                GatePlanView.of(PROJECT, List.of(), null, null, TrafficCount.none(PROJECT.id()));
        assertThat(view.text())
                .containsExactly(
                        "contest 1 of project words|1: level 0.0219 (e-lond, alpha 0.05), passes with evidence 45.7",
                        "margin 0.0, at most 3000 tasks; assumed: versions differ on 30 % of the tasks",
                        "traffic: unknown, since fewer than 20 tasks have arrived after the last window",
                        "gain   passes  worse  undecided  mean tasks  median  mean days",
                        "+0.03  57 %    0 %    43 %       2115        2402    unknown",
                        "+0.05  97 %    1 %    3 %        1082        933     unknown",
                        "+0.10  100 %   0 %    0 %        294         264     unknown",
                        "simulated: 200 contests for each gain");
    }

    @Test
    void shouldPlanWithTrafficAndPastContests() {
        GateContest past = contest();
        PromptsServed table =
                new PromptsServed(
                        PROJECT.id(),
                        CHAMPION,
                        List.of(),
                        new Serving.Alone(),
                        "",
                        "",
                        new Serial(1));
        TrafficCount traffic =
                new TrafficCount(
                        PROJECT.id(),
                        100,
                        40,
                        1_000,
                        0,
                        0,
                        0,
                        0,
                        NOON,
                        NOON.plus(Duration.ofHours(6)));
        GatePlanView view = GatePlanView.of(PROJECT, List.of(past), past, table, traffic);
        assertThat(view.text())
                .containsExactly(
                        "contest 2 of project words|1: level 0.0072 (e-lond, alpha 0.05), passes with evidence 138.6",
                        "margin 0.0, at most 3000 tasks; variance of a difference 0.338, from 60 tasks of past contests",
                        "traffic: 120 tasks a day for the gate; about 240 unused ones are in the pool",
                        "gain   passes  worse  undecided  mean tasks  median  mean days",
                        "+0.03  37 %    1 %    63 %       2413        3000    18.2",
                        "+0.05  88 %    1 %    12 %       1525        1395    10.8",
                        "+0.10  100 %   0 %    0 %        436         422     1.9",
                        "simulated: 200 contests for each gain");
        assertThat(ViewJson.read(ViewJson.write(view)).at("/gains/2/gain").asDouble())
                .isEqualTo(.1);
    }

    private static GateContest contest() {
        List<Double> differences = new ArrayList<>(Collections.nCopies(40, 0.));
        differences.addAll(Collections.nCopies(11, 1.));
        differences.addAll(Collections.nCopies(9, -1.));
        return new GateContest(
                PROJECT.id(),
                1,
                new VersionId("challenger"),
                CHAMPION,
                .02,
                2,
                differences,
                1,
                Cost.NONE,
                Cost.NONE,
                Cause.TASKS_USED,
                1,
                0,
                NOON,
                "",
                new Serial(3));
    }
}
