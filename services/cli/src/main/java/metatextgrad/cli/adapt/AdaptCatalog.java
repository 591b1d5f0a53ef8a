package metatextgrad.cli.adapt;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import metatextgrad.cli.budget.BudgetCatalog;
import metatextgrad.cli.budget.BudgetCommand;
import metatextgrad.cli.cluster.AdaptStates;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ContestCatalog;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.cli.cluster.ServingCatalog;
import metatextgrad.cli.cluster.TrafficCounts;
import metatextgrad.cli.optimizers.OptimizerCatalog;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.Event;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import metatextgrad.view.VersionHistory;
import org.jspecify.annotations.Nullable;

/** The adaptation of projects, from the topics. */
final class AdaptCatalog {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private AdaptCatalog() {}

    /**
     * Returns the view of a project.
     *
     * @throws EnvironmentProblem if it does not adapt
     */
    static AdaptView view(Cluster cluster, Project project) {
        return view(cluster, project, AdaptStates.require(cluster, project));
    }

    /**
     * Waits for a state that was written after another one, and returns the view of it. The topic
     * has earlier states too.
     *
     * @param before null if there was none
     * @throws EnvironmentProblem if meta or Kafka does not answer
     */
    static AdaptView view(
            Cluster cluster,
            Project project,
            @Nullable AdaptState before,
            Predicate<AdaptState> awaited) {
        try (EventReader states = cluster.reader(List.of(Topics.ADAPT_STATE))) {
            long end = System.nanoTime() + TIMEOUT.toNanos();
            while (System.nanoTime() < end) {
                for (Event event : states.poll())
                    if (event instanceof AdaptState state
                            && state.project().id().equals(project.id())
                            && (before == null || state.serial().compareTo(before.serial()) > 0)
                            && awaited.test(state)) return view(cluster, project, state);
            }
            states.requireBroker();
        }
        throw Exit.UNREACHABLE.problem(
                "meta has not answered for %d s. It handles the command once it runs (mtg up --data"
                        + " FOLDER, or mtg service meta); then see mtg adapt status %s",
                TIMEOUT.toSeconds(), project.id());
    }

    private static AdaptView view(Cluster cluster, Project project, AdaptState state) {
        ProjectId id = project.id();
        BudgetCatalog budgets = BudgetCatalog.of(cluster);
        return AdaptView.of(
                project,
                state,
                RunCatalog.states(cluster, LastRunsView.candidates(id, state.window())),
                TrafficCounts.of(cluster, id),
                OptimizerCatalog.of(cluster).of(id.value()),
                new VersionHistory(ContestCatalog.of(cluster, id), ServingCatalog.of(cluster, id)),
                cluster.last(Topics.DRIFT, DriftDetected.class, id.value()).stream()
                        .filter(drift -> drift.project().equals(id))
                        .findFirst()
                        .orElse(null),
                TrafficCounts.mix(cluster, id),
                budgets.today(id, BudgetCommand.today()));
    }
}
