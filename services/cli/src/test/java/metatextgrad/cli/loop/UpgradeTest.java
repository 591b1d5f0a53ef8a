package metatextgrad.cli.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import metatextgrad.cli.testing.NextRelease;
import metatextgrad.cli.testing.NextSchemas;
import metatextgrad.cli.testing.StreamServicesForTests;
import metatextgrad.config.Settings;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.local.LocalRun;
import metatextgrad.model.Serial;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.streams.Service;
import metatextgrad.topics.TopicSchemas;
import metatextgrad.topics.Topics;
import metatextgrad.wire.FakeRegistry;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two releases run side by side, and services are replaced during a run. The later release has the
 * same code, and one more field with a value in each record. Every event must be as in a run of one
 * release.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UpgradeTest {
    private static final Instant NOW = Instant.parse("2026-11-29T00:00:00Z");
    private static final long ORDER = 5;
    private static final String WORKER = "llm-worker";

    private final Project project = LoopScenario.project();
    private final List<TaskSubmitted> tasks = LoopScenario.tasks(project);
    private final RunRequested request = LoopScenario.request(project, tasks);
    private FakeRegistry registry;
    private Release current;
    private Release next;
    private Ended undisturbed;

    /** Who read whose records. */
    private enum Read {
        CURRENT_OF_CURRENT,
        CURRENT_OF_NEXT,
        NEXT_OF_CURRENT,
        NEXT_OF_NEXT;

        static Read of(boolean byNext, boolean ofNext) {
            if (byNext) return ofNext ? NEXT_OF_NEXT : NEXT_OF_CURRENT;
            return ofNext ? CURRENT_OF_NEXT : CURRENT_OF_CURRENT;
        }
    }

    /** What a run ended on, all its events, and how many records were read. */
    private record Ended(String result, List<Object> events, Map<Read, Integer> reads) {
        int records() {
            return reads.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    @BeforeAll
    void runUndisturbed() throws IOException {
        registry = new FakeRegistry();
        TopicSchemas.register(settings());
        current = Release.current(registry.config());
        next = Release.next(registry.config());
        undisturbed = run(List.of());
    }

    @AfterAll
    void close() {
        registry.close();
    }

    @Test
    void shouldEndAsInMemoryWithoutAnUpgrade() {
        RunState local = new LocalRun(LoopScenario.model()).run(request, tasks, event -> {});

        assertThat(undisturbed.result()).isEqualTo(LoopScenario.result(local));
        assertThat(undisturbed.reads()).containsOnlyKeys(Read.CURRENT_OF_CURRENT);
    }

    @Test
    void shouldAddAFieldThatTheRegistryAccepts() {
        assertThat(NextSchemas.byName().values())
                .hasSizeGreaterThan(60)
                .allSatisfy(
                        one -> {
                            assertThat(
                                            SchemaCompatibility.checkReaderWriterCompatibility(
                                                            one.next(), one.current())
                                                    .getType())
                                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
                            assertThat(
                                            SchemaCompatibility.checkReaderWriterCompatibility(
                                                            one.current(), one.next())
                                                    .getType())
                                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
                        });
    }

    static Stream<List<String>> orders() {
        List<String> producersFirst = each().flatMap(List::stream).toList();
        return Stream.of(producersFirst, producersFirst.reversed());
    }

    static Stream<List<String>> each() {
        List<String> names = new ArrayList<>();
        StreamServicesForTests.all().forEach(service -> names.add(service.name()));
        names.add(names.indexOf("loss"), WORKER);
        return names.stream().map(List::of);
    }

    @ParameterizedTest
    @MethodSource("orders")
    @DisplayName("FAULT 44: all services are upgraded during a run, producers or consumers first")
    void shouldEmitTheSameEventsWhenAllServicesAreUpgraded(List<String> order) {
        Ended upgraded = run(order);

        requireUndisturbed(upgraded);
        assertThat(upgraded.reads()).containsOnlyKeys(Read.values());
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("each")
    @DisplayName("FAULT 44: one service is upgraded during a run, all others stay")
    void shouldEmitTheSameEventsWhenOneServiceIsUpgraded(List<String> order) {
        requireUndisturbed(run(order));
    }

    private void requireUndisturbed(Ended upgraded) {
        assertThat(upgraded.result()).isEqualTo(undisturbed.result());
        assertThat(upgraded.events()).isEqualTo(undisturbed.events());
        assertThat(upgraded.reads()).containsKey(Read.CURRENT_OF_NEXT);
    }

    /** So a roll-back needs equal schemas: docs/production.md, Upgrades. */
    @Test
    void shouldReadRowsOfTheCurrentReleaseButNoneOfALaterOne() {
        TaskSubmitted row = tasks.getFirst();
        byte[] old = current.rows().serializer().serialize("rows", row);
        byte[] later = next.rows().serializer().serialize("rows", row);

        assertThat(next.rows().deserializer().deserialize("rows", old)).isEqualTo(row);
        assertThat(next.rows().deserializer().deserialize("rows", later)).isEqualTo(row);
        assertThatThrownBy(() -> current.rows().deserializer().deserialize("rows", later))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("no known schema");
    }

    /** Replaces the services of this order at even distances in the run. */
    private Ended run(List<String> order) {
        Map<Read, Integer> reads = new EnumMap<>(Read.class);
        Deque<String> waiting = new ArrayDeque<>(order);
        Set<String> upgraded = new HashSet<>();
        List<Service> services = StreamServicesForTests.all();
        try (DriverLoop loop =
                new DriverLoop(
                        services,
                        LoopScenario.model(),
                        ORDER,
                        event -> false,
                        () -> NOW,
                        current)) {
            int[] count = {0};
            loop.afterEach(
                    (reader, record) -> {
                        reads.merge(
                                Read.of(
                                        upgraded.contains(reader.name()),
                                        NextRelease.wrote(record)),
                                1,
                                Integer::sum);
                        int due = order.size() - waiting.size() + 1;
                        if (waiting.isEmpty()
                                || ++count[0] * (order.size() + 1) < due * undisturbed.records())
                            return;
                        upgraded.add(waiting.peek());
                        upgrade(loop, services, waiting.remove());
                    });
            loop.write(Topics.PROJECTS, new ProjectDefined(project, new Serial(1)));
            tasks.forEach(task -> loop.write(Topics.TASKS, task));
            loop.write(Topics.RUN_COMMANDS, request);
            RunState end = loop.pump();
            assertThat(waiting).isEmpty();
            return new Ended(
                    LoopScenario.result(end),
                    loop.emitted().stream().map(UpgradeTest::withoutContext).toList(),
                    reads);
        }
    }

    private void upgrade(DriverLoop loop, List<Service> services, String name) {
        if (name.equals(WORKER)) loop.replaceWorker(next);
        for (Service service : services)
            if (service.name().equals(name)) loop.replace(service, next);
    }

    /** The worker copies a context as bytes, which differ between releases. */
    private static Object withoutContext(Event event) {
        return switch (event) {
            case LlmRequest one -> List.of(one.requestId(), one.callKey(), one.messages());
            case LlmResponse one -> List.of(one.requestId(), one.outcome(), one.text());
            default -> event;
        };
    }

    private Settings settings() {
        return new Settings(
                "none:1",
                registry.address(),
                "mtg.",
                "upgrade",
                Path.of("unused"),
                0,
                1,
                (short) 1,
                Duration.ofDays(30),
                Duration.ofMinutes(30),
                Map.of());
    }
}
