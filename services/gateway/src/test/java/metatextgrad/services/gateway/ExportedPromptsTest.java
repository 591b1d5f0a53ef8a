package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.json.export.ChatTemplate;
import metatextgrad.json.export.PromptFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exported prompts are loaded by the frameworks themselves, in their current releases. */
@Tag("long")
final class ExportedPromptsTest {
    private static final Path SDKS = Path.of("src", "test", "sdks", "python").toAbsolutePath();
    private static final Path EXPORTS = Path.of("src", "test", "exports").toAbsolutePath();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SYSTEM = "Answer {briefly}.\n{{task}} is no variable \"here\".";
    private static final String TASK = "Complete: { [ ${x}";
    private static final String NO_SERVER = "http://127.0.0.1:9/v1";

    @TempDir private Path folder;

    @Test
    void shouldLoadInLangChain() throws Exception {
        Path python = PackageCache.python(SDKS.resolve("requirements-langchain.txt"));

        JsonNode plain = loaded(python, PromptFormat.LANGCHAIN, "", "", NO_SERVER);
        JsonNode around = loaded(python, PromptFormat.LANGCHAIN, "In {1}: ", ".", NO_SERVER);

        assertThat(plain).hasSize(2);
        assertThat(plain.at("/0/role").asText()).isEqualTo("system");
        assertThat(plain.at("/0/content").asText()).isEqualTo(SYSTEM);
        assertThat(plain.at("/1/role").asText()).isEqualTo("human");
        assertThat(plain.at("/1/content").asText()).isEqualTo(TASK);
        assertThat(around.at("/1/content").asText()).isEqualTo("In {1}: " + TASK + ".");
    }

    @Test
    void shouldLoadInDspy() throws Exception {
        Path python = PackageCache.python(EXPORTS.resolve("requirements-dspy.txt"));

        JsonNode seen = loaded(python, PromptFormat.DSPY, "", "", NO_SERVER);

        assertThat(seen.at("/instructions").asText()).isEqualTo(SYSTEM);
        assertThat(seen.at("/answer").asText()).isEqualTo("forty-two");
        assertThat(seen.at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(seen.at("/messages/0/content").asText())
                .contains(SYSTEM.lines().map(String::strip).toList());
        assertThat(seen.at("/messages/1/content").asText()).contains(TASK);
    }

    @Test
    void shouldBeSentByOpenAisClient() throws Exception {
        Path python = PackageCache.python(SDKS.resolve("requirements.txt"));
        try (RecordingUpstream upstream = new RecordingUpstream()) {
            upstream.answers(new EchoModels());

            String echo =
                    loaded(python, PromptFormat.OPENAI, "Task: ", "", upstream.url().toString())
                            .asText();

            assertThat(echo)
                    .contains("Answer {briefly}.")
                    .contains("{{task}} is no variable")
                    .contains("Task: " + TASK);
        }
    }

    /** Returns what the program of a framework prints last: others warn of their own code. */
    private JsonNode loaded(
            Path python, PromptFormat format, String before, String after, String models)
            throws Exception {
        String json = format.write(new ChatTemplate(SYSTEM, List.of(before, after)));
        Path file = Files.writeString(folder.resolve(format + ".json"), json);
        String printed =
                new SuiteProcess(EXPORTS)
                        .with("OPENAI_BASE_URL", models)
                        .with("OPENAI_API_KEY", KEY)
                        .with("DSPY_CACHEDIR", folder.resolve("dspy").toString())
                        .requireSuccess(
                                python.toString(),
                                "-B",
                                "-W",
                                "ignore",
                                format + "_prompt.py",
                                file.toString(),
                                TASK);
        return JSON.readTree(printed.strip().lines().reduce("", (first, last) -> last));
    }
}
