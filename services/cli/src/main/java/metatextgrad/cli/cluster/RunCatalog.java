package metatextgrad.cli.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ModelState;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;
import metatextgrad.view.ModelReports;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a cluster. The request comes first; a state follows once a service begins the run.
 */
public final class RunCatalog {
    private RunCatalog() {}

    /** Returns the last state of each run, by id, as its models affect it. */
    public static Collection<RunState> all(Cluster cluster) {
        return latest(cluster, id -> true).values().stream().map(Stamped::event).toList();
    }

    /** Returns the last states of these runs that a service has begun. */
    public static Collection<RunState> states(Cluster cluster, Set<String> runs) {
        return latest(cluster, runs::contains).values().stream().map(Stamped::event).toList();
    }

    /** Returns the requests of all other runs: no service has begun them. */
    public static List<RunRequested> unbegun(Cluster cluster, Collection<RunState> begun) {
        Set<String> known = begun.stream().map(RunState::key).collect(Collectors.toSet());
        try (EventReader reader = cluster.reader(List.of(Topics.RUN_COMMANDS))) {
            return reader.last(run -> !known.contains(run), RunRequested.class::isInstance).stream()
                    .map(Stamped::event)
                    .filter(RunRequested.class::isInstance)
                    .map(RunRequested.class::cast)
                    .toList();
        }
    }

    /** Returns the last state of this run, if a service has begun it, as its models affect it. */
    public static Optional<Stamped<RunState>> state(Cluster cluster, RunId run) {
        return Optional.ofNullable(latest(cluster, run.value()::equals).get(run.value()));
    }

    /** An end is final, so only open runs have earlier states that could be later ones. */
    private static Map<String, Stamped<RunState>> latest(
            Cluster cluster, Predicate<String> wanted) {
        Map<String, Stamped<RunState>> latest = new TreeMap<>();
        try (EventReader reader = cluster.reader(List.of(Topics.RUNS))) {
            for (Stamped<Event> one : reader.last(wanted, RunCatalog::isOver)) {
                RunState run = (RunState) one.event();
                latest.merge(run.key(), new Stamped<>(run, one.millis()), RunCatalog::later);
            }
        }
        ModelReports models = new ModelReports();
        cluster.last(Topics.MODEL_STATUS, ModelState.class, "").forEach(models::accept);
        latest.replaceAll((id, run) -> new Stamped<>(models.applied(run.event()), run.millis()));
        return latest;
    }

    private static boolean isOver(Event event) {
        return event instanceof RunState run && !run.status().open();
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

    /** Returns when this run was requested; 0 if the request has expired. */
    public static long began(Cluster cluster, RunId run) {
        return request(cluster, run).map(Stamped::millis).orElse(0L);
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
