package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static metatextgrad.services.gateway.GatewayUnderTest.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clients of other languages, by their own suites, against a gateway with a fixed table. */
final class ClientSuitesTest extends GatewayTest {
    private static final Path CLIENTS = Path.of("..", "..", "clients").toAbsolutePath().normalize();

    @BeforeEach
    void start() throws Exception {
        String first = version("v1", "First.", .75);
        String second = version("v2", "Second.", .25);
        gateway.table(
                        """
                        {"project": "dyck", "serial": 4, "versions": [%s, %s], "labels": {"production": "v1", "eu": "v2"}, "labelled": [%s, %s]}"""
                                .formatted(first, second, first, second))
                .start();
    }

    @Test
    void shouldPassTheSuiteOfPython() throws Exception {
        SuiteProcess python = suite(CLIENTS.resolve("python")).with("PYTHONPATH", "src");
        python.assume(
                "the Python client needs Python 3.9 or newer: apt-get install python3",
                "python3",
                "-c",
                "import sys; assert sys.version_info >= (3, 9), sys.version");

        String output = python.requireSuccess("python3", "-B", "-m", "unittest");

        assertThat(output).contains("Ran ", "OK").doesNotContain("skipped");
    }

    private SuiteProcess suite(Path folder) {
        return new SuiteProcess(folder)
                .with("MTG_TEST_GATEWAY", gateway.uri("").toString())
                .with("MTG_TEST_KEY", KEY);
    }
}
