package metatextgrad.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.intake.Traffic;
import metatextgrad.model.Cost;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.MixShift;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Gauges of drift, of steps and of optimizers. */
final class LearningGaugesTest {
    private static final Project PROJECT = Traffic.project();
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant LATER = START.plusSeconds(60);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TableMeters meters = new TableMeters(registry);

    @Test
    void shouldShowTheLastDriftForADay() {
        read(1, START.minusSeconds(600), drift(.9, .5));
        read(1, START, drift(.75, .5));

        assertThat(shown(LATER))
                .isEqualTo(Map.of("mtg.drift.age.seconds", 60.0, "mtg.drift.drop", .25));
        assertThat(shown(START.plus(TableMeters.LOGS))).containsKey("mtg.drift.drop");
        assertThat(shown(START.plus(TableMeters.LOGS).plusMillis(1))).isEmpty();
    }

    @Test
    void shouldShowHowTheMixOfTasksDiffers() {
        MixCompared none = MixCompared.none(PROJECT.id());
        MixShift changed = new MixShift(.5, .125, 3, 3, .2, .4);
        read(1, START, none.next(2, changed, MixShift.NONE, START, true));

        assertThat(shown(LATER))
                .isEqualTo(
                        Map.of(
                                "mtg.mix.distance length", .5,
                                "mtg.mix.limit length", .125,
                                "mtg.mix.distance first_word", 0.0,
                                "mtg.mix.limit first_word", 0.0,
                                "mtg.mix.age.seconds", 60.0));
        assertThat(shown(START.plus(TableMeters.LOGS).plusMillis(1)))
                .containsKey("mtg.mix.distance length")
                .doesNotContainKey("mtg.mix.age.seconds");
    }

    @Test
    void shouldShowTheBestStepAndTheStepsOfTheNewestRun() {
        read(1, START.minusSeconds(60), step("old", "a", 1, .9));
        read(1, START, step("new", "a", 1, .4));
        read(2, START, step("new", "b", 1, .7));
        read(2, START, step("new", "b", 2, .6));
        read(2, LATER, step("new", "b", 2, .6));
        read(1, LATER, step("old", "a", 2, .9));

        assertThat(shown(LATER)).isEqualTo(Map.of("mtg.step.score", .7, "mtg.steps.done", 3.0));
    }

    @Test
    void shouldCountStepsWithoutAScore() {
        read(1, START, step("run", "a", 1, 0));
        assertThat(shown(LATER)).isEqualTo(Map.of("mtg.steps.done", 1.0));
    }

    @Test
    void shouldDropTheStepsOfARunThatHasNoneForADay() {
        read(1, START, step("run", "a", 1, .4));
        assertThat(shown(START.plus(TableMeters.LOGS))).containsEntry("mtg.steps.done", 1.0);
        assertThat(shown(START.plus(TableMeters.LOGS).plusMillis(1))).isEmpty();
    }

    @Test
    void shouldCountOptimizersByTheirLastVerdict() {
        read(1, START, optimizer("a", Verdict.BASE, null));
        read(1, START, optimizer("b", Verdict.REJECTED, .1));
        read(2, START, optimizer("c", Verdict.ADOPTED, .2));
        read(2, START, optimizer("d", Verdict.ADOPTED, .3));
        read(2, START, optimizer("b", Verdict.REJECTED, -.1));

        assertThat(shown(LATER))
                .isEqualTo(
                        Map.of(
                                "mtg.optimizers base", 1.0,
                                "mtg.optimizers rejected", 1.0,
                                "mtg.optimizers adopted", 2.0,
                                "mtg.optimizer.gain rejected", -.1,
                                "mtg.optimizer.gain adopted", .3));
    }

    @Test
    void shouldShowThePartsOfItsPartitionsAlone() {
        read(1, START, drift(.9, .5));
        read(1, START, step("run", "a", 1, .4));
        read(1, START, optimizer("a", Verdict.BASE, null));
        read(2, START, step("run", "b", 1, .3));

        meters.show(Set.of(2), LATER);

        assertThat(values()).isEqualTo(Map.of("mtg.step.score", .3, "mtg.steps.done", 1.0));
    }

    private Map<String, Double> shown(Instant now) {
        meters.show(Set.of(1, 2), now);
        return values();
    }

    private static String label(Meter meter) {
        return Stream.of("verdict", "feature")
                .map(meter.getId()::getTag)
                .filter(Objects::nonNull)
                .collect(Collectors.joining());
    }

    private Map<String, Double> values() {
        return new TreeMap<>(
                registry.getMeters().stream()
                        .collect(
                                Collectors.toMap(
                                        meter ->
                                                (meter.getId().getName() + " " + label(meter))
                                                        .strip(),
                                        meter -> meter.measure().iterator().next().getValue())));
    }

    private static DriftDetected drift(double before, double after) {
        return new DriftDetected(
                PROJECT.id(), new VersionId("1".repeat(26)), before, 100, after, 40, START);
    }

    private static OptimizerState step(String run, String trial, int number, double score) {
        return new OptimizerState(
                new StepRef(PROJECT.id(), new RunId(run), new TrialId(trial), number, 0),
                score == 0 ? OptimizerState.Decided.SKIPPED : OptimizerState.Decided.REJECTED,
                "",
                null,
                score == 0 ? null : score,
                PROJECT.seed(),
                score,
                0,
                Cost.NONE,
                null,
                List.of(),
                List.of());
    }

    private void read(int partition, Instant at, Event event) {
        meters.read(partition, at, event, true);
    }

    private static OptimizerVersion optimizer(
            String trial, Verdict verdict, @Nullable Double gain) {
        return new OptimizerVersion(
                PROJECT.id(),
                new RunId("run"),
                new TrialId(trial),
                PROJECT.optimizers().getFirst(),
                List.of(),
                null,
                null,
                0,
                gain,
                verdict,
                new Serial(1),
                Cost.NONE,
                false,
                null,
                null);
    }
}
