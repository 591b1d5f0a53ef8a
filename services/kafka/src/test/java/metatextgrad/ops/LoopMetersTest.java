package metatextgrad.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.model.Cost;
import metatextgrad.model.KeptHeaders;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.ScoreAggregated;
import org.junit.jupiter.api.Test;

final class LoopMetersTest {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LoopMeters meters = new LoopMeters(registry);

    @Test
    void shouldStartCountersAtZero() {
        assertThat(registry.scrape())
                .contains("mtg_proposals_total{outcome=\"accepted\"} 0.0")
                .contains("mtg_rounds_total{outcome=\"adopted\"} 0.0")
                .contains("mtg_trials_total{status=\"failed\"} 0.0")
                .contains("mtg_runs_total{status=\"finished\"} 0.0")
                .contains("mtg_outputs_total{outcome=\"unusable\"} 0.0")
                .contains("mtg_stale_total 0.0")
                .contains("mtg_infrastructure_errors_total 0.0");
    }

    @Test
    void shouldCountTrials() {
        meters.emitted(report(new ScoreStats(6, 4, 0, 0, .6, .31, .83)));
        meters.emitted(report(new ScoreStats(7, 3, 0, 0, .7, .4, .89)));
        assertThat(registry.scrape()).contains("mtg_trials_total{status=\"ok\"} 2.0");
    }

    @Test
    void shouldTagAsDeclared() {
        meters.emitted(report(new ScoreStats(6, 4, 0, 0, .6, .31, .83)));
        meters.emitted(letter());
        Arrays.stream(IgnoreReason.values()).forEach(meters::ignored);
        for (Meter meter : registry.getMeters()) {
            Metrics metric =
                    Arrays.stream(Metrics.values())
                            .filter(known -> known.meter().equals(meter.getId().getName()))
                            .findFirst()
                            .orElseThrow();
            assertThat(meter.getId().getTags().stream().map(Tag::getKey))
                    .as(meter.getId().getName())
                    .containsExactlyInAnyOrderElementsOf(metric.tags());
            assertThat(meter.getId().getType().name()).isEqualTo(metric.kind().name());
        }
    }

    @Test
    void shouldNameSeriesAsPrometheusDoes() {
        meters.emitted(report(new ScoreStats(6, 4, 0, 0, .6, .31, .83)));
        meters.emitted(letter());
        List<String> scraped =
                registry.scrape()
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.split("[{ ]")[0])
                        .distinct()
                        .toList();
        TreeSet<String> declared =
                Arrays.stream(Metrics.values())
                        .flatMap(metric -> Series.of(metric).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(declared).containsAll(scraped);
        assertThat(scraped).hasSize(14);
    }

    private static DeadLetter letter() {
        ByteBuffer empty = ByteBuffer.allocate(0);
        return new DeadLetter(
                "mtg.tasks", 0, 1, "intake", "malformed", "why", empty, empty, KeptHeaders.NONE);
    }

    private static ScoreAggregated report(ScoreStats stats) {
        Variable text = new Variable("Sort.", "instruction", true);
        Program program =
                new Program(
                        List.of(new Node.LlmCall("solve", text, List.of(Node.TASK), null, false)),
                        "solve");
        return new ScoreAggregated(
                new StepRef(new ProjectId("words"), new RunId("r"), new TrialId("t"), 1, 0),
                ScoreAggregated.Scope.TRIAL,
                Split.VAL,
                stats,
                program,
                List.of(),
                null,
                null,
                List.of(),
                null,
                null,
                Cost.NONE);
    }
}
