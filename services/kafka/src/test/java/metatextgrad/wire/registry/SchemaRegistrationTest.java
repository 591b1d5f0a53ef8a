package metatextgrad.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.events.BatchClosed;
import metatextgrad.events.TaskSubmitted;
import metatextgrad.wire.FakeRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaRegistrationTest {
    private final FakeRegistry registry;
    private final SchemaRegistration registration;
    private final Map<String, List<Class<? extends SpecificRecord>>> topics =
            new TreeMap<>(
                    Map.of(
                            "mtg.tasks", List.of(TaskSubmitted.class),
                            "mtg.trials", List.of(BatchClosed.class, TaskSubmitted.class)));

    SchemaRegistrationTest() throws IOException {
        registry = new FakeRegistry();
        registration = new SchemaRegistration(registry.config());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void shouldRegisterOneArtifactPerTopicAndType() {
        List<SchemaRegistration.Registered> registered = registration.register(topics);

        assertThat(registered)
                .extracting(SchemaRegistration.Registered::artifact)
                .containsExactly(
                        "mtg.tasks-TaskSubmitted",
                        "mtg.trials-BatchClosed",
                        "mtg.trials-TaskSubmitted");
        assertThat(registration.check(topics)).isEmpty();
    }

    @Test
    void shouldBeIdempotent() {
        List<SchemaRegistration.Registered> first = registration.register(topics);
        List<String> artifacts = registry.artifacts();

        List<SchemaRegistration.Registered> second = registration.register(topics);

        assertThat(second).isEqualTo(first);
        assertThat(registry.artifacts()).isEqualTo(artifacts);
    }

    @Test
    void shouldReportEveryDifference() {
        List<String> differences = registration.check(topics);

        assertThat(differences)
                .containsExactly(
                        "schemas have compatibility rule null, not FULL_TRANSITIVE",
                        "mtg.tasks has no schema TaskSubmitted",
                        "mtg.trials has no schema BatchClosed",
                        "mtg.trials has no schema TaskSubmitted");
    }
}
