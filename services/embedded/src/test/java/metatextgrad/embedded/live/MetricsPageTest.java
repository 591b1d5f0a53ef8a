package metatextgrad.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.cli.testing.Waits;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.json.Resources;
import metatextgrad.model.Cost;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.MixShift;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.ops.Metrics;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a real system has what docs/metrics.md lists, with its labels, and nothing else. */
@Tag("broker")
final class MetricsPageTest {
    private static final int MOST = 150_000;
    private static final List<Metrics> GAUGES =
            List.of(
                    Metrics.BUILD_INFO,
                    Metrics.WINDOW_SIZE,
                    Metrics.DRIFT_AGE,
                    Metrics.DRIFT_DROP,
                    Metrics.MIX_DISTANCE,
                    Metrics.MIX_LIMIT,
                    Metrics.MIX_AGE,
                    Metrics.STEP_SCORE,
                    Metrics.STEPS_DONE,
                    Metrics.OPTIMIZERS,
                    Metrics.SERVED_SHARE,
                    Metrics.SERVED_CHANGES,
                    Metrics.REQUEST_OLDEST,
                    Metrics.BUDGET_USED,
                    Metrics.DAY_SPENT,
                    Metrics.DAY_LIMIT,
                    Metrics.LABELS_CAPPED);

    @TempDir private Path temp;

    @Test
    void shouldHaveExactlyTheDeclaredSeries() throws Exception {
        Project project = Inputs.project("project", Resources.text("/projects/live.yaml"));
        try (SimulatorServer simulator = SimulatorServer.start(SimulatorConfig.of("demo"));
                AllInOneForTests all =
                        AllInOneForTests.start(temp.resolve("data"), simulator.baseUrl(), 1)
                                .afterNonsense();
                ClusterForTests cluster = ClusterForTests.connect(all.settings())) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            cluster.send(
                    List.of(
                            new ProjectDefined(project, new Serial(1)),
                            BudgetLimits.none(project.id().value())
                                    .withDay(new Limits(600L, null, null), "", "ada"),
                            new AdaptStarted(project, Prices.NONE, now, "ada"),
                            new DriftDetected(
                                    project.id(),
                                    VersionId.of(project.id(), project.seed()),
                                    .9,
                                    100,
                                    .65,
                                    40,
                                    now),
                            MixCompared.none(project.id())
                                    .next(
                                            2,
                                            new MixShift(.5, .25, 3, 3, .125, .5),
                                            MixShift.NONE,
                                            now,
                                            true),
                            OptimizerVersion.offered(
                                    project.id(),
                                    project.optimizers().getFirst(),
                                    null,
                                    new Serial(1)),
                            step(project)));
            Waits.looking().untilAsserted(() -> require(all.scrape()));
        }
    }

    private static OptimizerState step(Project project) {
        return new OptimizerState(
                new StepRef(project.id(), new RunId("r"), new TrialId("t"), 1, 0),
                OptimizerState.Decided.ACCEPTED,
                "",
                project.seed(),
                .7,
                project.seed(),
                .7,
                0,
                Cost.NONE,
                project.seed().id(),
                List.of(),
                List.of());
    }

    private static void require(String page) {
        assertThat(page.length()).isLessThan(MOST);
        ScrapedSeries series = ScrapedSeries.of(page);
        series.requireDeclared();
        series.requireOurs(GAUGES);
        assertThat(page)
                .contains("mtg_served_share{project=\"demo-live\",role=\"champion\"} 1.0")
                .contains("mtg_budget_day_limit{project=\"demo-live\",unit=\"calls\"} 600.0")
                .contains("mtg_drift_drop{project=\"demo-live\"} 0.25")
                .contains("mtg_mix_distance{feature=\"length\",project=\"demo-live\"} 0.5")
                .contains("mtg_optimizers{project=\"demo-live\",verdict=\"offered\"} 1.0")
                .contains("mtg_step_score{project=\"demo-live\"} 0.7")
                .contains("mtg_steps_done{project=\"demo-live\"} 1.0")
                .contains("mtg_window_size_tasks{project=\"demo-live\"} 200.0");
    }
}
