package metatextgrad.cli.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import metatextgrad.cli.testing.CommandForTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessTracingTest {
    @TempDir private Path data;

    /** Before the service reaches Kafka: there is none here. */
    @Test
    void shouldRefuseAWrongVariableInOneLine() {
        CommandForTests ended =
                CommandForTests.run(
                        Map.of(
                                "MTG_DATA",
                                data.toString(),
                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                "http://127.0.0.1:9",
                                "OTEL_EXPORTER_OTLP_PROTOCOL",
                                "grpc"),
                        "service",
                        "candidate");
        assertThat(ended.code()).isEqualTo(78);
        assertThat(ended.err().strip())
                .isEqualTo(
                        "mtg: tracing cannot start: OTEL_EXPORTER_OTLP_PROTOCOL is `grpc`, but spans are sent with http/protobuf only. Fix the variables OTEL_*.");
    }
}
