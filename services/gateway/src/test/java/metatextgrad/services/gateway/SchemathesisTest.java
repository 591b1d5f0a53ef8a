package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests that a generator makes of the document: valid ones, and ones that are not quite. */
@Tag("long")
final class SchemathesisTest extends ApiUnderTest {
    private static final Path REQUIREMENTS =
            Path.of("src/test/schemathesis/requirements.txt").toAbsolutePath();

    private static final String CHECKS =
            "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";

    @Test
    void shouldAnswerNoGeneratedRequestWithAnErrorOrAnUnknownStatus() throws Exception {
        Path python = PackageCache.python(REQUIREMENTS);
        gateway.rules("{}");
        String rules = Files.readString(gateway.file());
        Files.writeString(
                gateway.file(),
                rules.replace("scopes: [read, operate]", "scopes: [read, operate, feed]"));
        startWithState();

        // Streams of events have no end.
        String output =
                new SuiteProcess(folder)
                        .requireSuccess(
                                python.resolveSibling("schemathesis").toString(),
                                "run",
                                gateway.uri("/api/v1/openapi.yaml").toString(),
                                "--url=" + gateway.uri(""),
                                "--header=Authorization: Bearer " + OPERATOR,
                                "--exclude-path=/api/v1/events",
                                "--checks=" + CHECKS,
                                "--phases=examples,coverage,fuzzing",
                                "--max-examples=5",
                                "--max-time=20",
                                "--request-timeout=5",
                                "--seed=1",
                                "--generation-database=none",
                                "--no-color");

        assertThat(output).containsPattern("[1-9]\\d\\d+ generated, [1-9]\\d\\d+ passed");
    }
}
