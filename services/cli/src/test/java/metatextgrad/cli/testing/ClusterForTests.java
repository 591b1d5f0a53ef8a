package metatextgrad.cli.testing;

import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.runs.CallCounts;
import metatextgrad.cli.runs.RunWatcher;
import metatextgrad.config.Settings;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;

/** Writes to a cluster as the command line does, and reads the results. */
public final class ClusterForTests implements AutoCloseable {
    private final Cluster cluster;

    private ClusterForTests(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Waits longer than a command does: a killed process may still be starting. */
    public static ClusterForTests connect(Settings settings) {
        return Waits.await()
                .ignoreExceptionsInstanceOf(EnvironmentProblem.class)
                .until(() -> new ClusterForTests(Cluster.connect(settings)), connected -> true);
    }

    public void send(RunRequested request, List<TaskSubmitted> tasks) {
        try (EventWriter client = cluster.client()) {
            client.send(request.project(), tasks);
            client.send(List.of(request));
        }
    }

    /** Writes events as an application does. */
    public void send(List<? extends Event> events) {
        try (EventWriter client = cluster.client()) {
            client.send(events);
        }
    }

    /** Requests to a worker that share no content. */
    public void ask(int from, int to) {
        try (EventWriter client = cluster.client()) {
            client.send(Topics.LLM_REQUESTS, List.of(WorkerBench.requests(from, to)));
        }
    }

    /** The last state of a run. */
    public RunState end(RunId run) {
        long end = System.nanoTime() + Waits.LONG.toNanos();
        try (EventReader reader = cluster.reader(RunWatcher.TOPICS)) {
            RunWatcher watch = new RunWatcher(run, line -> {});
            return watch.follow(reader, () -> Waits.requireBefore(end, run + " did not end"));
        }
    }

    /** Answered requests, including those answered from a recorded call. */
    public long requests(RunId run) {
        return CallCounts.of(cluster, run).requests();
    }

    /** The calls in doubt that `mtg runs show` prints. */
    public long inDoubt(RunId run) {
        return CallCounts.of(cluster, run).inDoubt();
    }

    /** Billed answers that were recorded up to this time, in milliseconds since the epoch. */
    public long paidUntil(long millis) {
        return List.of(Requester.values()).stream()
                .map(Topics::responses)
                .flatMap(
                        topic ->
                                cluster.stamped(topic, LlmResponse.class, r -> r.billed()).stream())
                .filter(one -> one.millis() <= millis)
                .count();
    }

    /** All events of a topic that are there now. */
    public <E extends Event> List<E> all(Topic topic, Class<E> kind) {
        return cluster.all(topic, kind, event -> true);
    }

    /**
     * Fails if records on topics break an invariant, or if a server saw other calls than the
     * ledger.
     */
    public void requireInvariants(long calls, long repeated) {
        Invariants.require(cluster.settings());
        Invariants.requireCalls(cluster.settings(), calls, repeated);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
