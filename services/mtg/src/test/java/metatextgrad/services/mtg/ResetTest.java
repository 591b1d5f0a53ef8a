package metatextgrad.services.mtg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.model.OptimizerState;
import metatextgrad.model.OptimizerVersion;
import metatextgrad.model.Project;
import metatextgrad.model.RunRequest;
import metatextgrad.model.RunState;
import metatextgrad.model.Task;
import metatextgrad.services.mtg.loop.LoopScenario;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.streams.Service;
import metatextgrad.streams.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FAULT 30: whoever reads the log again from its beginning buys nothing and changes nothing. */
@Tag("broker")
final class ResetTest {
    @TempDir private Path temp;

    @Test
    void shouldBuyNothingAndEndAlikeWhenEveryServiceBeginsAgain() throws Exception {
        assertThat(reset(StreamServices.all())).isPositive();
    }

    @Test
    void shouldBuyNothingAndEndAlikeWhenOneServiceBeginsAgain() throws Exception {
        assertThat(
                        reset(
                                StreamServices.all().stream()
                                        .filter(service -> service.name().equals("optimizer"))
                                        .toList()))
                .isPositive();
    }

    /** Runs to the end, resets these services, lets them read everything again; the calls paid. */
    private long reset(List<Service> services) throws Exception {
        Project project = LoopScenario.project();
        List<Task> tasks = LoopScenario.tasks(project);
        RunRequest request = LoopScenario.request(project, tasks);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0);
                SimulatorServer simulator = SimulatorServer.start(SimulatorConfig.of("demo"));
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            // Given
            RunState before;
            List<OptimizerVersion> verdicts;
            List<OptimizerState> steps;
            try (AllInOneForTests all = start(kafka, simulator);
                    ClusterForTests cluster = ClusterForTests.connect(all.settings())) {
                cluster.send(request, tasks);
                before = cluster.end(request.id());
                verdicts = cluster.all(Topics.OPTIMIZERS, OptimizerVersion.class);
                steps = cluster.all(Topics.OPTIMIZER_STATE, OptimizerState.class);
            }
            long calls = simulator.calls().calls();

            // When
            for (Service service : services) {
                awaitEmpty(admin, group(service));
                admin.alterConsumerGroupOffsets(group(service), beginnings(admin, service))
                        .all()
                        .get();
            }
            List<String> changelogs =
                    admin.listTopics().names().get().stream()
                            .filter(name -> name.endsWith("-changelog"))
                            .filter(
                                    name ->
                                            services.stream()
                                                    .anyMatch(
                                                            one ->
                                                                    name.startsWith(
                                                                            group(one) + "-")))
                            .toList();
            assertThat(changelogs).isNotEmpty();
            admin.deleteTopics(changelogs).all().get();
            for (Service service : services)
                delete(temp.resolve("data").resolve("streams").resolve(group(service)));

            // Then
            try (AllInOneForTests all = start(kafka, simulator).afterReset();
                    ClusterForTests cluster = ClusterForTests.connect(all.settings())) {
                Patience.await()
                        .during(Duration.ofSeconds(3))
                        .until(() -> haveReadAll(admin, services));
                List<RunState> states = cluster.all(Topics.RUNS, RunState.class);
                RunState after = states.stream().max(Comparator.comparing(RunState::serial)).get();
                assertThat(LoopScenario.result(after)).isEqualTo(LoopScenario.result(before));
                assertThat(cluster.all(Topics.OPTIMIZERS, OptimizerVersion.class))
                        .containsAll(verdicts)
                        .allMatch(verdicts::contains);
                assertThat(cluster.boughtAgain(request.id())).isZero();
                assertThat(cluster.all(Topics.OPTIMIZER_STATE, OptimizerState.class))
                        .hasSize(2 * steps.size())
                        .allMatch(steps::contains);
            }
            assertThat(simulator.calls().calls()).isEqualTo(calls);
            return calls;
        }
    }

    private AllInOneForTests start(EmbeddedKafka kafka, SimulatorServer simulator) {
        return AllInOneForTests.startOn(
                kafka.bootstrapServers(), temp.resolve("data"), simulator.baseUrl(), 1);
    }

    private static String group(Service service) {
        return "mtg." + service.name();
    }

    private static void awaitEmpty(Admin admin, String group) {
        Patience.await()
                .ignoreExceptions()
                .until(
                        () ->
                                admin
                                        .describeConsumerGroups(List.of(group))
                                        .all()
                                        .get()
                                        .values()
                                        .stream()
                                        .allMatch(one -> one.members().isEmpty()));
    }

    private static Map<TopicPartition, OffsetAndMetadata> beginnings(Admin admin, Service service)
            throws Exception {
        return partitions(admin, service).stream()
                .collect(Collectors.toMap(one -> one, one -> new OffsetAndMetadata(0)));
    }

    private static boolean haveReadAll(Admin admin, List<Service> services) throws Exception {
        for (Service service : services) if (!hasReadAll(admin, service)) return false;
        return true;
    }

    /** The last record of a partition may be the mark of a transaction, which nobody reads. */
    private static boolean hasReadAll(Admin admin, Service service) throws Exception {
        Collection<TopicPartition> all = partitions(admin, service);
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        all.forEach(one -> latest.put(one, OffsetSpec.latest()));
        var ends = admin.listOffsets(latest).all().get();
        var read =
                admin.listConsumerGroupOffsets(group(service))
                        .partitionsToOffsetAndMetadata()
                        .get();
        return all.stream()
                .allMatch(
                        one -> {
                            OffsetAndMetadata at = read.get(one);
                            long end = ends.get(one).offset();
                            return end == 0 || (at != null && end - at.offset() <= 1);
                        });
    }

    private static Collection<TopicPartition> partitions(Admin admin, Service service)
            throws Exception {
        List<String> names = service.inputs().stream().map(topic -> "mtg." + topic.name()).toList();
        return admin.describeTopics(names).allTopicNames().get().values().stream()
                .flatMap(
                        topic ->
                                topic.partitions().stream()
                                        .map(
                                                one ->
                                                        new TopicPartition(
                                                                topic.name(), one.partition())))
                .toList();
    }

    private static void delete(Path folder) throws Exception {
        if (!Files.exists(folder)) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
