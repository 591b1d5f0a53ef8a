package metatextgrad.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import metatextgrad.trace.Tracing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which variables switch tracing on. */
final class TracingSetupTest {
    private static final String LOCAL = "http://127.0.0.1:9";

    @Test
    void shouldBeOffWithoutVariables() {
        assertThat(TracingSetup.of("mtg", Map.of())).isSameAs(Tracing.OFF);
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_TRACES_EXPORTER, none",
        "OTEL_TRACES_EXPORTER, ' '",
        "OTEL_EXPORTER_OTLP_ENDPOINT, ' '",
        "OTEL_SERVICE_NAME, optimizer",
    })
    void shouldBeOffWithTheseVariables(String name, String value) {
        assertThat(TracingSetup.of("mtg", Map.of(name, value))).isSameAs(Tracing.OFF);
    }

    @Test
    void shouldBeOffIfTheSdkIsDisabled() {
        assertThat(
                        TracingSetup.of(
                                "mtg",
                                Map.of(
                                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                                        LOCAL,
                                        "OTEL_SDK_DISABLED",
                                        "TRUE")))
                .isSameAs(Tracing.OFF);
    }

    @Test
    void shouldBeOffIfThereIsAReceiverButNoExporter() {
        assertThat(
                        TracingSetup.of(
                                "mtg",
                                Map.of(
                                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                                        LOCAL,
                                        "OTEL_TRACES_EXPORTER",
                                        "none")))
                .isSameAs(Tracing.OFF);
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_TRACES_EXPORTER, otlp",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://127.0.0.1:9",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, http://127.0.0.1:9/v1/traces",
    })
    void shouldBeOnWithOneVariable(String name, String value) {
        try (Tracing tracing = TracingSetup.of("mtg", Map.of(name, value))) {
            assertThat(tracing).isNotSameAs(Tracing.OFF);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_TRACES_EXPORTER, carrier-pigeon, carrier-pigeon",
        "OTEL_TRACES_SAMPLER, sometimes, sometimes",
        "OTEL_EXPORTER_OTLP_PROTOCOL, grpc, http/protobuf",
    })
    void shouldNameAWrongValue(String name, String value, String named) {
        Map<String, String> variables =
                name.equals("OTEL_TRACES_EXPORTER")
                        ? Map.of(name, value)
                        : Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", LOCAL, name, value);

        assertThatThrownBy(() -> TracingSetup.of("mtg", variables))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
