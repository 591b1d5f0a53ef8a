package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static metatextgrad.services.gateway.GatewayUnderTest.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application of {@code examples/apps/python}, directly and through the gateway. */
@Tag("long")
final class ExampleApplicationTest extends GatewayTest {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Path APPLICATION = ROOT.resolve("examples/apps/python");
    private static final Path PACKAGES =
            Path.of("src", "test", "sdks", "python", "requirements.txt").toAbsolutePath();
    private static final JsonMapper JSON = new JsonMapper();

    @BeforeEach
    void start() throws Exception {
        upstream.answers(new EchoModels());
        gateway.rules("dyck: {model: gpt-4o-mini}").table(table("v1", "Served")).start();
    }

    @Test
    void shouldDifferInOneLine() throws Exception {
        List<String> direct = Files.readAllLines(APPLICATION.resolve("direct.py"));
        List<String> changed = Files.readAllLines(APPLICATION.resolve("gateway.py"));

        assertThat(changed).hasSameSizeAs(direct);
        assertThat(IntStream.range(0, direct.size()))
                .filteredOn(line -> !direct.get(line).equals(changed.get(line)))
                .hasSize(1);
    }

    @Test
    void shouldGetItsPromptFromTheGateway() throws Exception {
        Path python = PackageCache.python(PACKAGES);

        JsonNode direct = answer(python, "direct.py");
        JsonNode changed = answer(python, "gateway.py");

        assertThat(direct.path("task").isNull()).isTrue();
        assertThat(direct.path("answer").asText()).contains("Complete the rest");
        assertThat(changed.path("answer").asText())
                .isEqualTo(
                        direct.path("answer")
                                .asText()
                                .replaceAll("Complete the rest[^\"]*", "Served"));
        assertThat(changed.path("task").asText()).hasSizeGreaterThan(20);
    }

    private JsonNode answer(Path python, String program) throws Exception {
        Path questions =
                Files.writeString(
                        folder.resolve("questions"), "{\"user\": \"ada\", \"text\": \"( [\"}\n");
        URI models = upstream.url().resolve("/");
        String output =
                new SuiteProcess(APPLICATION)
                        .with("MODELS", models.toString().replaceAll("/$", ""))
                        .with("GATEWAY", gateway.uri("").toString())
                        .with("OPENAI_API_KEY", KEY)
                        .requireSuccess(
                                "sh",
                                "-c",
                                "\"$0\" -B \"$1\" < \"$2\"",
                                python.toString(),
                                program,
                                questions.toString());
        return JSON.readTree(output);
    }
}
