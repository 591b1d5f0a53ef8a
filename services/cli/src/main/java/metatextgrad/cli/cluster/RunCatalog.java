package metatextgrad.cli.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.model.RunId;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a cluster. The request comes first; a state follows once a service begins the run.
 */
public final class RunCatalog {
    private RunCatalog() {}

    /** Returns the last state of each run, by id. */
    public static Collection<RunState> all(Cluster cluster) {
        Map<String, Stamped<RunState>> latest = new TreeMap<>();
        for (Stamped<RunState> state : cluster.stamped(Topics.RUNS, RunState.class, one -> true))
            latest.merge(state.event().key(), state, RunCatalog::later);
        return latest.values().stream().map(Stamped::event).toList();
    }

    /** Returns the last state of this run, if one has begun it. */
    public static Optional<Stamped<RunState>> state(Cluster cluster, RunId run) {
        return cluster
                .stamped(Topics.RUNS, RunState.class, one -> one.request().id().equals(run))
                .stream()
                .reduce(RunCatalog::later);
    }

    /** Returns the last state of this run; null if no service has begun it. */
    public static @Nullable RunState last(Cluster cluster, RunId run) {
        return state(cluster, run).map(Stamped::event).orElse(null);
    }

    private static Stamped<RunState> later(Stamped<RunState> one, Stamped<RunState> next) {
        return next.event().isLaterThan(one.event()) ? next : one;
    }

    /**
     * Returns the request of this run. Topics keep requests for a limited time and states
     * permanently.
     */
    public static Optional<Stamped<RunRequested>> request(Cluster cluster, RunId run) {
        List<Stamped<RunRequested>> requests =
                cluster.stamped(
                        Topics.RUN_COMMANDS, RunRequested.class, one -> one.id().equals(run));
        return requests.stream().min(Comparator.comparingLong(Stamped::millis));
    }

    /**
     * As {@link #request}, without its time.
     *
     * @throws EnvironmentProblem if no such run is known
     */
    public static RunRequested requested(Cluster cluster, RunId run) {
        return request(cluster, run).map(Stamped::event).orElseThrow(() -> unknown(run));
    }

    public static boolean exists(Cluster cluster, RunId run) {
        return request(cluster, run).isPresent() || state(cluster, run).isPresent();
    }

    public static EnvironmentProblem unknown(RunId run) {
        return Exit.NOT_FOUND.problem("no run %s: mtg runs ls lists them", run);
    }
}
