package metatextgrad.cli.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Cost;
import metatextgrad.model.Program;
import metatextgrad.model.Serial;
import metatextgrad.model.Text;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.MixShift;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.AdaptSettings;
import metatextgrad.model.project.AdaptSettings.Gate.Levels;
import metatextgrad.model.project.AdaptSettings.Mode;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.Spend;
import metatextgrad.rollout.Rolling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user sees on one screen how a project adapts. */
final class AdaptViewTest {
    private static final MixCompared NOTHING = MixCompared.none(Traffic.project().id());
    private static final String WRONG = "expected wrong promotions to date: 0.35 at most";

    @Test
    void shouldStateWhatEqualLevelsCost() {
        assertThat(view(with(Levels.PER_CONTEST), 1).text()).contains(WRONG);
        assertThat(view(with(Levels.E_LOND), 1).text()).doesNotContain(WRONG);
    }

    @Test
    void shouldStateThatThereIsNoGate() {
        AdaptView view = view(Traffic.judgedBy(Mode.PROPOSE, false, false), 0);
        assertThat(view.text()).contains("result 7: v is passed; no gate: no truth");
        assertThat(view.wrongPromotions()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "ROUND_UNDECIDED, ''",
        "GAIN_UNLIKELY, '; -0.002 on 585 tasks: a gain is unlikely'",
        "COST_GUARD, '; -0.002 on 585 tasks: a gain is unlikely'",
    })
    void shouldStateWhyAContestEnded(Cause cause, String why) {
        AdaptView view =
                view(Traffic.project(), 1, cause, MixCompared.none(Traffic.project().id()));
        assertThat(view.text())
                .contains(
                        "contest 7: v against champion is %s; 0 tasks, gain +0.000, evidence 1.0 of 20.0%s"
                                .formatted(Text.lower(cause.stage()), why));
    }

    @Test
    void shouldStateWhatMovedInTheMixOfTasks() {
        MixCompared compared =
                MixCompared.none(Traffic.project().id())
                        .next(
                                7,
                                new MixShift(.3125, .0921, 7, 7, .21, .48),
                                MixShift.NONE,
                                Instant.EPOCH,
                                true);
        AdaptView view = view(Traffic.project(), 1, compared);
        assertThat(view.text())
                .containsSubsequence(
                        "mix of tasks: in window 7, 48 % have 64 to 127 tokens, 21 % before (distance 0.31, chance explains 0.09) (1970-01-01T00:00:00Z)",
                        "audit after window 7: 10 % of the tasks without a right answer, 0 drawn; it ends with 50 or with the next window");
        assertThat(view.next()).doesNotContain("mtg tasks audit words|1");
        AdaptView drawn =
                view(Traffic.project(), 1, compared.drawing(Instant.EPOCH.plusSeconds(1)));
        assertThat(drawn.next()).contains("mtg tasks audit words|1");
        assertThat(view(Traffic.project(), 1).mix()).isNull();
    }

    private static AdaptView view(Project project, int round) {
        return view(project, round, MixCompared.none(project.id()));
    }

    @Test
    void shouldShowTheSpendOfTheDayBesideEachLimit() {
        AdaptSettings usual = Objects.requireNonNull(Traffic.project().adapt());
        Project project =
                Traffic.project()
                        .withAdapt(
                                new AdaptSettings(
                                        usual.mode(),
                                        usual.window(),
                                        new Limits(null, 900_000L, 5_000_000L),
                                        usual.evidence(),
                                        usual.pool(),
                                        usual.run(),
                                        usual.gate(),
                                        usual.canary(),
                                        usual.guards(),
                                        usual.meta()));
        assertThat(view(project, 1, MixCompared.none(project.id())).text())
                .contains("calls today: 120; tokens: 36000 of 900000; $1.25 of $5.00");
    }

    private static AdaptView view(Project project, int round, MixCompared mix) {
        return view(project, round, Cause.BETTER, mix);
    }

    /** Three tenths of 600 tasks in the pool, and of 240 that arrive on a day, are for the gate. */
    @Test
    void shouldStateWhenAnOpenContestIsDecidedAtTheLatest() {
        TrafficCount count =
                new TrafficCount(
                        Traffic.project().id(),
                        240,
                        0,
                        600,
                        0,
                        0,
                        0,
                        0,
                        Instant.EPOCH,
                        Instant.EPOCH.plus(Duration.ofDays(1)));

        assertThat(view(Traffic.project(), 1, Cause.ROUND_UNDECIDED, NOTHING, count).text())
                .anyMatch(line -> line.endsWith(" of 20.0; decided in 39.2 days at most"));
        assertThat(view(Traffic.project(), 1, Cause.WORSE_AT_GATE, NOTHING, count).text())
                .noneMatch(line -> line.contains("decided in"));
    }

    @Test
    void shouldStateSuspiciousTrafficIfThereIsAny() {
        TrafficCount none = TrafficCount.none(Traffic.project().id());

        assertThat(view(Traffic.project(), 1, Cause.ROUND_UNDECIDED, NOTHING, none).text())
                .noneMatch(line -> line.contains("suspicious"));
        assertThat(
                        view(
                                        Traffic.project(),
                                        1,
                                        Cause.ROUND_UNDECIDED,
                                        NOTHING,
                                        none.oneSuspicious().oneSuspicious())
                                .text())
                .contains(
                        "suspicious tasks and feedback: 2, with tags of our prompts in their texts; the log of intake names the first ten of each minute");
    }

    private static AdaptView view(Project project, int round, Cause cause, MixCompared mix) {
        return view(project, round, cause, mix, TrafficCount.none(project.id()));
    }

    /** A terminal of 100 columns breaks longer lines. */
    @Test
    void shouldFitOnOneScreen() {
        Project project = Traffic.project();
        Program result = Rolling.program("Answer step by step.");
        List<RunState> runs = new ArrayList<>();
        for (int window = 4; window <= 6; window++)
            runs.add(LastRunsViewTest.found(window, result, .5, .6));
        AdaptView view =
                AdaptView.of(
                        project,
                        new AdaptState(
                                project,
                                true,
                                7,
                                null,
                                result,
                                "run adapt-words|1-000006 found v",
                                null,
                                new Serial(9)),
                        runs,
                        new TrafficCount(
                                project.id(),
                                240,
                                3,
                                600,
                                12,
                                400,
                                2,
                                1,
                                Instant.EPOCH,
                                Instant.EPOCH.plus(Duration.ofDays(1))),
                        List.of(),
                        LastRunsViewTest.history(
                                List.of(
                                        new PromptsServed(
                                                project.id(),
                                                LastRunsViewTest.id(project.seed()),
                                                List.of(),
                                                new Serving.Alone(),
                                                "the seed program of the first run serves",
                                                "",
                                                new Serial(1))),
                                contest(project, 1, Cause.ROUND_UNDECIDED)),
                        null,
                        NOTHING,
                        new Spend(120, 36_000, 1_250_000));
        assertThat(view.text())
                .contains(
                        "last runs             result          validation      what became of it",
                        "adapt-words|1-000006  found %s  0.500 to 0.600  no contest yet"
                                .formatted(view.base().substring(0, 8)));
        assertThat(view.text()).noneMatch(line -> line.startsWith("last run: "));
        int rows =
                Stream.concat(view.text().stream(), view.next().stream())
                        .mapToInt(line -> (line.length() + 99) / 100)
                        .sum();
        assertThat(rows).isLessThan(24);
    }

    /** The table of the last runs has no row for what follows a drop of scores. */
    @Test
    void shouldStateOnceWhatTheLastRunBrought() {
        AdaptView view =
                view(
                        Traffic.project(),
                        1,
                        Cause.ROUND_UNDECIDED,
                        NOTHING,
                        TrafficCount.none(Traffic.project().id()),
                        "after the drop of scores, v is best");

        assertThat(view.text())
                .filteredOn(line -> line.startsWith("last run: "))
                .containsExactly("last run: after the drop of scores, v is best");
    }

    private static AdaptView view(
            Project project, int round, Cause cause, MixCompared mix, TrafficCount count) {
        return view(project, round, cause, mix, count, "");
    }

    private static AdaptView view(
            Project project,
            int round,
            Cause cause,
            MixCompared mix,
            TrafficCount count,
            String last) {
        AdaptState state =
                new AdaptState(project, true, 3, null, project.seed(), last, null, new Serial(5));
        return AdaptView.of(
                project,
                state,
                List.of(),
                count,
                List.of(),
                LastRunsViewTest.history(List.of(), contest(project, round, cause)),
                null,
                mix,
                new Spend(120, 36_000, 1_250_000));
    }

    private static GateContest contest(Project project, int round, Cause cause) {
        return new GateContest(
                project.id(),
                7,
                new VersionId("v"),
                new VersionId("champion"),
                .05,
                round,
                List.of(),
                1,
                Cost.NONE,
                Cost.NONE,
                cause,
                7,
                1,
                Instant.EPOCH,
                round == 0 ? GateContest.NO_GATE : "-0.002 on 585 tasks: a gain is unlikely",
                new Serial(9));
    }

    private static Project with(Levels levels) {
        Project usual = Traffic.project();
        AdaptSettings adapt = Objects.requireNonNull(usual.adapt());
        return usual.withAdapt(adapt.with(new AdaptSettings.Gate(0, .05, levels, 3_000)));
    }
}
