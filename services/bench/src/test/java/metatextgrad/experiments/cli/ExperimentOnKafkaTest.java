package metatextgrad.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.cli.Main;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.testing.Repository;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment in memory ends as one on Kafka does. */
@Tag("broker")
final class ExperimentOnKafkaTest {
    @TempDir private Path temp;

    /**
     * The same scores, programs and calls. Only restarts end in the middle of a step, when their
     * calls or dollars are used up. Which calls of that step came first is a matter of chance.
     */
    @Test
    void shouldEndAsInMemory() throws Exception {
        List<String> tasks =
                Files.readAllLines(Repository.ROOT.resolve("examples/dyck.jsonl")).subList(0, 36);
        String dyck = DemoTasks.dyck.project().replace("structure-rounds: 0\n", "");
        Path project =
                Files.writeString(temp.resolve("p.yaml"), dyck + ExperimentCommandTest.SMALL);
        String[] words = {
            "experiment", "run",
            "--world", "demo",
            "--project", project.toString(),
            "--tasks", Files.write(temp.resolve("t.jsonl"), tasks).toString(),
            "--seeds", "1",
            "--methods", "self-consistency",
            "-o", "json"
        };

        JsonNode onKafka = printed(words);

        assertThat(onKafka)
                .isEqualTo(
                        printed(
                                Stream.concat(Stream.of(words), Stream.of("--local"))
                                        .toArray(String[]::new)));
    }

    private static JsonNode printed(String... words) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.commandLine().execute(words)).isZero();
        } finally {
            System.setOut(console);
        }
        JsonNode result = new ObjectMapper().readTree(out.toByteArray());
        for (JsonNode row : result.path("methods"))
            if (isCut(row.path("name"))) row.path("seeds").forEach(seed -> drop(seed, "requests"));
        for (JsonNode row : result.path("controlCost"))
            if (isCut(row.path("method"))) List.of("calls", "dollars").forEach(it -> drop(row, it));
        return result;
    }

    private static boolean isCut(JsonNode method) {
        return method.asText().startsWith("restarts");
    }

    private static void drop(JsonNode of, String field) {
        assertThat(((ObjectNode) of).remove(field)).isNotNull();
    }
}
