package metatextgrad.embedded.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.cli.testing.CommandForTests;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.Settings;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.local.LocalRun;
import metatextgrad.model.Serial;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskCount.TaskSetCounted;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.topics.Topics;
import metatextgrad.trace.TraceContext;
import metatextgrad.tracing.OtlpReceiver;
import metatextgrad.tracing.ReceivedSpan;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The services on a real broker, with real workers and a receiver of OTLP, end on the bytes of the
 * run in memory. One worker ends so in {@code KillTest}, and in every {@code FaultRun}.
 */
@Tag("broker")
final class TracesTest {
    private static final TraceContext APPLICATION =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "");

    private static final int WORKERS = 3;

    @TempDir private Path data;

    @AfterEach
    void reset() {
        CliSettings.by(System.getenv());
    }

    @Test
    void shouldMakeOneTraceOfARunAndEndOnTheSameBytesWithSeveralWorkers() throws Exception {
        Project project = LoopScenario.project();
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        RunRequested request = LoopScenario.request(project, tasks);
        LocalRun memory = new LocalRun(LoopScenario.model());
        RunState local = memory.run(request, tasks, event -> {});
        SimulatorConfig slow =
                LoopScenario.simulator().withLatency(LatencyPlan.parse("lognormal:20ms,1"));
        try (OtlpReceiver receiver = OtlpReceiver.start();
                SimulatorServer simulator = SimulatorServer.start(slow)) {
            CliSettings.by(receiver.environment());
            RunState state;
            try (AllInOneForTests all = AllInOneForTests.start(data, simulator.baseUrl(), WORKERS);
                    ClusterForTests cluster = ClusterForTests.connect(all.settings())) {
                submitAll(cluster, project, tasks);
                cluster.send(List.of(request));
                state = cluster.end(request.id());
                assertThat(cluster.requests(request.id()))
                        .isEqualTo(memory.answers().billed() + memory.answers().cacheHits());
                submit(all.settings(), project);
                Waits.await()
                        .until(
                                () ->
                                        receiver.spans().stream()
                                                .anyMatch(TracesTest::isInboxOfApplication));
                requireTraceOfACommand(all.settings(), receiver, project);
            }

            assertThat(LoopScenario.result(state)).isEqualTo(LoopScenario.result(local));
            assertThat(simulator.calls().calls()).isEqualTo(simulator.calls().distinct());
            requireOneTrace(receiver.spans());
            requireWhatTheApplicationBegan(receiver.spans());
            assertThat(receiver.spans())
                    .filteredOn(span -> span.name().startsWith("chat "))
                    .hasSize((int) simulator.calls().calls());
        }
    }

    private void requireTraceOfACommand(Settings settings, OtlpReceiver receiver, Project project)
            throws IOException {
        Path tasks =
                Files.writeString(
                        data.resolve("more.jsonl"), "{\"input\":\"( {\",\"target\":\"} )\"}\n");
        Map<String, String> environment = new HashMap<>(receiver.environment());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", settings.bootstrapServers());
        environment.put("APICURIO_REGISTRY_URL", String.valueOf(settings.registryUrl()));
        String[] arguments = {
            "tasks", "import", "--project", project.id().value(), "-f", "" + tasks, "--set", "more"
        };
        CommandForTests command = CommandForTests.run(environment, arguments);
        assertThat(command.code()).as(command.err()).isZero();

        // The command has ended, and sent its span.
        ReceivedSpan root =
                receiver.spans().stream()
                        .filter(span -> span.name().equals("mtg tasks import"))
                        .findFirst()
                        .orElseThrow();
        assertThat(root.parent()).isEmpty();
        assertThat(root.failed()).isFalse();
        Waits.await()
                .until(
                        () ->
                                receiver.spans().stream()
                                        .filter(span -> span.parent().equals(root.id()))
                                        .map(ReceivedSpan::name)
                                        .toList(),
                        List.of("process mtg.tasks")::equals);
    }

    /** A request that waits for tasks would continue in the trace of the last task. */
    private static void submitAll(
            ClusterForTests cluster, Project project, List<TaskSubmitted> tasks) {
        List<Event> events = new ArrayList<>(tasks);
        events.addFirst(new ProjectDefined(project, new Serial(1)));
        cluster.send(events);
        Waits.await()
                .until(
                        () ->
                                cluster.all(Topics.TASK_COUNTS, TaskSetCounted.class).stream()
                                        .anyMatch(count -> count.tasks() == tasks.size()));
    }

    private static void requireOneTrace(List<ReceivedSpan> spans) {
        List<ReceivedSpan> requests =
                spans.stream()
                        .filter(span -> span.name().equals("process mtg.run-commands"))
                        .filter(span -> "meta".equals(span.attributes().get("mtg.service")))
                        .toList();
        assertThat(requests).hasSize(1);
        ReceivedSpan root = requests.getFirst();
        assertThat(root.parent()).isEmpty();
        List<ReceivedSpan> trace =
                spans.stream().filter(span -> span.trace().equals(root.trace())).toList();
        Set<String> ids = trace.stream().map(ReceivedSpan::id).collect(Collectors.toSet());
        assertThat(trace)
                .filteredOn(span -> !ids.contains(span.parent()))
                .as("spans without a parent")
                .containsExactly(root);
        assertThat(services(trace))
                .containsExactlyInAnyOrder(
                        "candidate",
                        "gradient",
                        "intake",
                        "llm-worker",
                        "loss",
                        "meta",
                        "optimizer",
                        "rollout");
        Map<String, ReceivedSpan> byId =
                trace.stream().collect(Collectors.toMap(ReceivedSpan::id, Function.identity()));
        Set<String> causes =
                trace.stream()
                        .filter(TracesTest::isStep)
                        .flatMap(step -> causes(byId, step).stream())
                        .collect(Collectors.toSet());
        assertThat(trace)
                .filteredOn(span -> span.name().startsWith("chat "))
                .anyMatch(call -> causes.contains(call.parent()));
    }

    private static boolean isStep(ReceivedSpan span) {
        return span.attributes().getOrDefault("mtg.outputs", "").contains("OptimizerState");
    }

    /** Returns the ids of all spans that led to a span. */
    private static Set<String> causes(Map<String, ReceivedSpan> byId, ReceivedSpan span) {
        Set<String> ids = new HashSet<>();
        for (ReceivedSpan at = byId.get(span.parent()); at != null; at = byId.get(at.parent()))
            ids.add(at.id());
        return ids;
    }

    private static Set<String> services(List<ReceivedSpan> spans) {
        return spans.stream()
                .map(span -> span.attributes().get("mtg.service"))
                .filter(service -> service != null)
                .collect(Collectors.toSet());
    }

    /** Writes a task as an application does that traces its own work. */
    private static void submit(Settings settings, Project project) throws Exception {
        Map<String, Object> config = new HashMap<>(settings.client());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] task =
                    "{\"project\": \"%s\", \"input\": \"( [\"}"
                            .formatted(project.id())
                            .getBytes(StandardCharsets.UTF_8);
            Future<RecordMetadata> sent =
                    producer.send(
                            new ProducerRecord<>(
                                    Topics.TASKS.in(settings),
                                    null,
                                    new byte[0],
                                    task,
                                    APPLICATION.headers()));
            sent.get();
        }
    }

    private static boolean isInboxOfApplication(ReceivedSpan span) {
        return span.trace().equals("0af7651916cd43dd8448eb211c80319c")
                && span.name().equals("process mtg.intake-inbox");
    }

    private static void requireWhatTheApplicationBegan(List<ReceivedSpan> spans) {
        List<ReceivedSpan> read =
                spans.stream().filter(span -> span.parent().equals("b7ad6b7169203331")).toList();
        assertThat(read).extracting(ReceivedSpan::name).containsExactly("process mtg.tasks");
        assertThat(spans).anyMatch(TracesTest::isInboxOfApplication);
    }
}
