package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static metatextgrad.services.gateway.GatewayUnderTest.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that a generator makes of the document: valid ones, and ones that are not quite. */
@Tag("long")
final class SchemathesisTest extends ApiUnderTest {
    /** The version that the test is known to work with; it comes from PyPI. */
    private static final String PACKAGE = "schemathesis==4.32.5";

    private static final String CHECKS =
            "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";

    @TempDir private Path temp;

    @Test
    void shouldAnswerNoGeneratedRequestWithAnErrorOrAnUnknownStatus() throws Exception {
        Path python = installed();
        gateway.rules("{}");
        String rules = Files.readString(gateway.file());
        Files.writeString(
                gateway.file(),
                rules.replace("scopes: [read, operate]", "scopes: [read, operate, feed]"));
        startWithState();

        Result found =
                run(
                        60,
                        python.resolveSibling("schemathesis").toString(),
                        "run",
                        gateway.uri("/api/v1/openapi.yaml").toString(),
                        "--url",
                        gateway.uri("").toString(),
                        "--header",
                        "Authorization: Bearer " + OPERATOR,
                        "--exclude-path",
                        "/api/v1/events",
                        "--checks",
                        CHECKS,
                        "--request-timeout",
                        "5",
                        "--max-time",
                        "20",
                        "--phases",
                        "examples,coverage,fuzzing",
                        "--max-examples",
                        "5",
                        "--seed",
                        "1",
                        "--generation-database",
                        "none",
                        "--no-color");

        assertThat(found.status).as(found.output).isZero();
        assertThat(found.output).doesNotContain(KEY);
    }

    /** Returns a Python with the package. */
    private Path installed() throws Exception {
        Path home =
                Path.of(System.getProperty("java.io.tmpdir"), "mtg-" + PACKAGE.replace("==", "-"));
        Path python = home.resolve("bin").resolve("python");
        if (Files.exists(home.resolve("ready"))) return python;
        assumeTrue(run(10, "python3", "--version").status == 0, "there is no python3");
        assumeTrue(
                run(60, "python3", "-m", "venv", home.toString()).status == 0,
                "python3 has no module venv");
        assumeTrue(
                run(120, python.toString(), "-m", "pip", "install", "-q", PACKAGE).status == 0,
                "pip cannot install " + PACKAGE);
        Files.createFile(home.resolve("ready"));
        return python;
    }

    private record Result(int status, String output) {}

    private Result run(int seconds, String... command) throws Exception {
        Path output = Files.createTempFile(temp, "output", ".txt");
        List<String> all = new ArrayList<>(List.of(command));
        Process process;
        try {
            process =
                    new ProcessBuilder(all)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .directory(temp.toFile())
                            .start();
        } catch (IOException e) {
            return new Result(127, e.toString());
        }
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Result(124, "no end: " + Files.readString(output, StandardCharsets.UTF_8));
        }
        return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
