package metatextgrad.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import metatextgrad.cli.services.StreamServices;
import metatextgrad.cli.testing.Waits;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmRequestFactory;
import metatextgrad.llm.Message;
import metatextgrad.llm.NoContext;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.ModelState;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Spend;
import metatextgrad.ops.LoopMeters;
import metatextgrad.ops.ProcessMeters;
import metatextgrad.ops.TableMeters;
import metatextgrad.services.gateway.meters.GatewayMeters;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.services.worker.budgets.DayUse;
import metatextgrad.services.worker.rates.Throttle;
import metatextgrad.services.worker.scheduler.SchedulerEffect;
import metatextgrad.streams.Service;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How large the page of metrics of each service is, with 20 projects and 12 partitions. */
final class ScrapeSizeTest {
    private static final int MOST = 150_000;
    private static final int PROJECTS = 20;
    private static final int PARTITIONS = 12;

    private final ProcessMeters meters = new ProcessMeters("0.1.0");

    @AfterEach
    void close() {
        meters.close();
    }

    static List<Service> services() {
        return StreamServices.all();
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldBeSmallForAStreamProcessor(Service service) {
        LoopMeters loop = new LoopMeters(meters.registry());
        LiveEvents.all().forEach(loop::emitted);
        Arrays.stream(IgnoreReason.values()).forEach(loop::ignored);
        loop.unknownProject();
        TableMeters tables = new TableMeters(meters.registry());
        Instant now = Instant.now();
        Set<Class<?>> shown = new HashSet<>();
        service.gaugeTables().forEach(topic -> shown.addAll(topic.events()));
        for (int i = 0; i < PROJECTS; i++)
            TableEvents.of(PanelFaults.project("project-" + i, 200), now).stream()
                    .filter(event -> shown.contains(event.getClass()))
                    .forEach(event -> tables.read(0, now, event, true));
        tables.show(Set.of(0), now);
        Set<Topic> read = new HashSet<>(service.inputs());
        read.addAll(service.gaugeTables());
        require(service.name(), read);
    }

    @Test
    void shouldBeSmallForTheWorker() {
        WorkerMeters worker = new WorkerMeters(meters.registry());
        for (ModelRole role : ModelRole.values())
            for (int model = 0; model < ProcessMeters.MODELS; model++)
                for (Reply reply : replies()) {
                    worker.started(false);
                    worker.finished(request(role, "model-" + model), reply, Duration.ofMillis(200));
                }
        for (ModelRole role : ModelRole.values())
            worker.record(new SchedulerEffect.Charged(request(role, "model-0"), 100));
        Limits limits = new Limits(1L, 1L, 1L);
        List<DayUse> days =
                IntStream.range(0, PROJECTS)
                        .mapToObj(i -> new DayUse("project-" + i, Spend.NONE, limits))
                        .toList();
        Map<String, Double> used =
                days.stream().collect(Collectors.toMap(DayUse::budget, day -> .5));
        worker.record(new SchedulerEffect.BudgetUse(used, 0, days, Duration.ZERO, 0));
        for (int model = 0; model < ProcessMeters.MODELS; model++) {
            worker.record(new SchedulerEffect.RateChanged("model-" + model, 600, 600));
            worker.record(
                    new SchedulerEffect.ModelChanged(
                            "model-" + model, ModelState.Status.values()[0], Throttle.NONE));
        }
        require(
                "llm-worker",
                Set.of(
                        Topics.LLM_REQUESTS,
                        Topics.LLM_LEDGER,
                        Topics.BUDGETS,
                        Topics.BUDGET_SPEND,
                        Topics.RUN_COMMANDS,
                        Topics.MODEL_STATUS));
    }

    @Test
    void shouldBeSmallForTheGateway() {
        GatewayMeters gateway = new GatewayMeters(meters.registry());
        for (int i = 0; i < PROJECTS; i++)
            for (GatewayMeters.Served served : GatewayMeters.Served.values())
                gateway.served("project-" + i, served);
        for (GatewayMeters.Outcome outcome : GatewayMeters.Outcome.values())
            gateway.called(outcome, Duration.ofMillis(200));
        gateway.waiting(() -> 0);
        gateway.tables(() -> PROJECTS, () -> true);
        require("gateway", Set.of());
    }

    /** Adds the lag of these topics, and prints the size. */
    private void require(String service, Set<Topic> read) {
        meters.kafka().add(consumer(read));
        int lags = read.size() * PARTITIONS;
        Waits.await()
                .until(
                        () ->
                                meters.registry()
                                                .scrape()
                                                .lines()
                                                .filter(
                                                        line ->
                                                                line.startsWith(
                                                                        "kafka_consumer_fetch_manager_records_lag{"))
                                                .count()
                                        == lags);
        int bytes = meters.registry().scrape().getBytes(StandardCharsets.UTF_8).length;
        System.out.printf("%s: %d bytes a scrape%n", service, bytes);
        assertThat(bytes).as(service).isLessThanOrEqualTo(MOST);
    }

    /** With the metrics of a real one: a topic with a dot comes twice. */
    private static MockConsumer<byte[], byte[]> consumer(Set<Topic> topics) {
        Map<MetricName, Metric> metrics = new HashMap<>();
        for (Topic topic : topics)
            for (String name :
                    List.of("mtg." + topic.name(), "mtg_" + topic.name().replace('.', '_'))) {
                add(metrics, "records-consumed-rate", Map.of("topic", name));
                for (int partition = 0; partition < PARTITIONS; partition++)
                    add(metrics, "records-lag", Map.of("topic", name, "partition", "" + partition));
            }
        return new MockConsumer<>("earliest") {
            @Override
            public Map<MetricName, Metric> metrics() {
                return metrics;
            }
        };
    }

    private static void add(
            Map<MetricName, Metric> metrics, String name, Map<String, String> labels) {
        Map<String, String> tags = new HashMap<>(labels);
        tags.put("client-id", "consumer-1");
        MetricName id = new MetricName(name, "consumer-fetch-manager-metrics", "", tags);
        metrics.put(
                id,
                new Metric() {
                    @Override
                    public MetricName metricName() {
                        return id;
                    }

                    @Override
                    public Object metricValue() {
                        return 1234.0;
                    }
                });
    }

    private static List<Reply> replies() {
        return new ArrayList<>(
                List.of(
                        new Reply.Answered("a", new Usage(1, 1), "m"),
                        new Reply.TryAgain("r", null, false),
                        new Reply.RateLimited("r", null),
                        new Reply.TimedOut("r"),
                        new Reply.Unavailable("r")));
    }

    private static LlmRequest request(ModelRole role, String model) {
        StepRef step = new StepRef(new ProjectId("p"), new RunId("r"), new TrialId("t"), 0, 0);
        return new LlmRequestFactory(Requester.CANDIDATE, step, "t", "p", 0)
                .request(
                        role,
                        new ModelSpec(model, 0, 100, 30),
                        List.of(Message.user("x")),
                        "",
                        new NoContext());
    }
}
