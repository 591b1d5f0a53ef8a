package metatextgrad.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.runs.RunWatcher;
import metatextgrad.cli.services.StreamServices;
import metatextgrad.config.Settings;
import metatextgrad.llm.LlmRequest;
import metatextgrad.local.LocalRun;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceRunner;
import metatextgrad.topics.TopicSetup;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import org.apache.kafka.clients.admin.Admin;

/**
 * The run of the scenario on a broker without a registry. The test places its services and workers.
 * After any failure of them, the run must end as it does in memory, {@link Invariants} must hold,
 * and no output may show the {@link Canary}.
 */
public final class FaultRun implements AutoCloseable {
    private final List<TaskSubmitted> tasks;
    private final RunRequested request;
    private final LocalRun memory = new LocalRun(LoopScenario.model());
    private final String expected;
    private final Canary canary = Canary.listening();
    private final Settings settings;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WorkerMeters counts = new WorkerMeters(meters);
    private final CollectedReports reports = new CollectedReports();
    private final List<LlmWorker> workers = new ArrayList<>();
    private final List<ServiceRunner> services = new ArrayList<>();
    public final SimulatorServer simulator;
    private final OpenAiModel model;
    private boolean open = true;

    /** Creates the topics. */
    public FaultRun(String kafka, Path folder, String latency) throws Exception {
        this(kafka, folder, latency, LoopScenario.tasks(LoopScenario.project()));
    }

    /** Creates the run with these tasks of the scenario's project. */
    public FaultRun(String kafka, Path folder, String latency, List<TaskSubmitted> tasks)
            throws Exception {
        this.tasks = tasks;
        request = LoopScenario.request(LoopScenario.project(), tasks);
        expected = LoopScenario.result(memory.run(request, tasks, event -> {}));
        settings = LoopOwner.settings(kafka, folder, Map.of());
        try (Admin admin = Admin.create(settings.client())) {
            new TopicSetup(admin, settings).apply();
        }
        simulator =
                SimulatorServer.start(
                        LoopScenario.simulator().withLatency(LatencyPlan.parse(latency)));
        model = FailingWorkerOwner.model(simulator.baseUrl());
    }

    /** Writes tasks and request; their readers need not run yet. */
    public void begin() {
        try (EventWriter client = new EventWriter(settings, EventSerde.local())) {
            client.send(request.project(), tasks);
            client.send(List.of(request));
        }
    }

    /** Starts a worker in this process, whose clients connect to this address. */
    public LlmWorker worker(String kafka, String instance) {
        LlmWorker worker =
                new LlmWorker(
                        WorkerBench.settings(kafka, LoopOwner.PREFIX, instance),
                        model,
                        counts,
                        reports);
        workers.add(worker);
        worker.start();
        return worker;
    }

    /** All stream processors in this process, until it is closed. */
    public Deque<ServiceRunner> services(String kafka, Path folder) {
        Deque<ServiceRunner> started =
                LoopOwner.start(LoopOwner.settings(kafka, folder, Map.of()), meters);
        services.addAll(started);
        return started;
    }

    /** Waits until this many calls have left. */
    public void awaitCalls(long calls) {
        Waits.await().until(() -> simulator.calls().calls() >= calls);
    }

    /** Returns billed calls without a visible answer, once those in flight have returned. */
    public long unrecorded() throws Exception {
        Waits.await().until(() -> simulator.calls().inFlight() == 0);
        return simulator.calls().distinct() - WrittenRecords.on(settings).billedCalls().recorded();
    }

    /** Waits until this worker has all partitions. */
    public void awaitTaken(String instance) {
        String group = LoopOwner.PREFIX + LlmWorker.NAME;
        try (Admin admin = Admin.create(settings.client())) {
            Waits.await()
                    .until(
                            () ->
                                    admin
                                            .describeConsumerGroups(List.of(group))
                                            .all()
                                            .get()
                                            .get(group)
                                            .members()
                                            .stream()
                                            .filter(
                                                    one ->
                                                            one.groupInstanceId()
                                                                    .filter(instance::equals)
                                                                    .isPresent())
                                            .anyMatch(
                                                    one ->
                                                            one.assignment()
                                                                            .topicPartitions()
                                                                            .size()
                                                                    == LoopOwner.PARTITIONS));
        }
    }

    /**
     * Waits for the end and checks everything.
     *
     * @param repeated the most calls that may have been billed again
     */
    public void requireSound(long repeated) {
        long end = System.nanoTime() + Waits.LONG.toNanos();
        try (EventReader reader =
                new EventReader(settings, EventSerde.local(), List.of(Topics.RUNS))) {
            RunWatcher watch = new RunWatcher(request.id(), line -> {});
            RunState state =
                    watch.follow(reader, () -> Waits.requireBefore(end, "the run did not end"));
            assertThat(LoopScenario.result(state)).isEqualTo(expected);
        }
        assertThat((long) simulator.calls().distinct()).isEqualTo(memory.answers().billed());
        assertThat(simulator.calls().calls() - simulator.calls().distinct())
                .as("repeated calls")
                .isLessThanOrEqualTo(repeated);
        Invariants.requireNoneOpen(settings);
        Invariants.require(settings);
        Invariants.requireCalls(settings, simulator.calls().calls(), repeated);
    }

    /**
     * Restarts all services, which must be stopped, without their state. Fails if a call is made.
     *
     * @param folder of their stores
     */
    public void requireNoCallRepeated(String kafka, Path folder) throws Exception {
        Settings theirs = LoopOwner.settings(kafka, folder, Map.of());
        long calls = simulator.calls().calls();
        try (Admin admin = Admin.create(theirs.client())) {
            for (Service service : StreamServices.all())
                ServiceReset.of(admin, theirs, service).beginAgain();
            services(kafka, folder);
            Waits.await()
                    .during(Duration.ofSeconds(1))
                    .until(() -> ServiceReset.haveReadAll(admin, theirs, StreamServices.all()));
        }
        assertThat(simulator.calls().calls()).isEqualTo(calls);
        Invariants.requireAfterReset(settings);
    }

    /**
     * Fails unless the topic holds each request of the run once, and no other. A committed request
     * was not written again, and an uncommitted one was.
     */
    public void requireRequestedOnce() throws Exception {
        List<LlmRequest> requests = WrittenRecords.on(settings).all(LlmRequest.class);
        assertThat(requests).extracting(LlmRequest::requestId).doesNotHaveDuplicates();
        assertThat((long) requests.size())
                .isEqualTo(memory.answers().billed() + memory.answers().cacheHits());
    }

    @Override
    public void close() {
        if (!open) return;
        open = false;
        try (canary;
                simulator;
                model) {
            workers.forEach(LlmWorker::close);
            services.forEach(ServiceRunner::close);
            Canary.requireUnseenOn(settings.bootstrapServers());
            Canary.requireUnseenIn("metrics", meters.getMetersAsString());
            Canary.requireUnseenIn("status", reports.statuses().toString());
            services.forEach(one -> Canary.requireUnseenIn("health", one.report().toString()));
        }
        canary.requireUnheard();
    }
}
