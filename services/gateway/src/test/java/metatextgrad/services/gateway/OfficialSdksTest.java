package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The official clients of other languages, once directly and once through the gateway. {@code
 * OfficialJavaSdkTest} has that of Java.
 */
@Tag("long")
final class OfficialSdksTest extends GatewayTest {
    private static final Path SDKS = Path.of("src", "test", "sdks").toAbsolutePath();

    @BeforeEach
    void start() throws Exception {
        upstream.answers(new EchoModels());
        gateway.rules("dyck: {model: gpt-4o-mini}").table(table("v1", "Served")).start();
    }

    @Test
    void shouldAnswerPythonAsTheModelServerDoes() throws Exception {
        Path python = PackageCache.python(SDKS.resolve("python/requirements.txt"));

        run(python.toString(), "-B", "python/matrix.py");
    }

    @Test
    void shouldAnswerNodeAsTheModelServerDoes() throws Exception {
        Path packages = PackageCache.node(SDKS.resolve("node"));

        run("env", "MTG_PACKAGES=" + packages, "node", "node/matrix.mjs");
    }

    /** Its packages are large. */
    @Test
    void shouldAnswerLangChainAsTheModelServerDoes() throws Exception {
        assumeTrue("all".equals(System.getProperty("mtg.sdks")), "LangChain needs -Dmtg.sdks=all");
        Path python = PackageCache.python(SDKS.resolve("python/requirements-langchain.txt"));

        run(python.toString(), "-B", "python/langchain_matrix.py");
    }

    private void run(String... command) throws Exception {
        String output =
                new SuiteProcess(SDKS)
                        .with("MTG_DIRECT", upstream.url().toString())
                        .with("MTG_GATEWAY", gateway.uri("").toString())
                        .requireSuccess(command);

        assertThat(output).containsPattern("[1-9]\\d+ answers are equal");
    }
}
