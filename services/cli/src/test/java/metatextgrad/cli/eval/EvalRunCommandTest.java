package metatextgrad.cli.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import metatextgrad.cli.testing.CommandForTests;
import metatextgrad.cli.testing.CommandTree;
import metatextgrad.cli.testing.Repository;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of a team's checks, on simulated models and files. */
final class EvalRunCommandTest {
    private static final int TASKS = 30;
    private static final String PROMPT = "Think about the sequence, then answer.";

    @TempDir private Path temp;

    @Test
    void shouldFailAPullRequestBelowTheBound() throws Exception {
        Path changed =
                file(
                        "changed.yaml",
                        dyck().replace(PROMPT, "Count the open brackets, then answer."));
        Path served = file("served.yaml", dyck());
        try (SimulatorServer models = SimulatorServer.start(SimulatorConfig.of("demo"))) {
            CommandForTests failed =
                    run(models, changed, served, "--fail-below", "0.999", "-o", "md");
            CommandForTests passed =
                    run(models, changed, served, "--fail-below", "-1", "-o", "json");
            CommandForTests unbounded = run(models, changed, served);

            assertThat(failed.code()).as(failed.err()).isEqualTo(4);
            assertThat(failed.out())
                    .startsWith("### Prompt of `dyck` against `")
                    .contains("**Failed: ");
            assertThat(failed.err()).contains("at most 60 model calls for 30 tasks");
            assertThat(passed.code()).as(passed.err()).isZero();
            assertThat(CommandTree.problems("eval run", passed.out())).isEmpty();
            JsonNode json = ViewJson.read(passed.out());
            assertThat(json.at("/cost/modelCalls").asInt()).isEqualTo(2 * TASKS);
            assertThat(json.at("/difference/items").asInt()).isEqualTo(TASKS);
            assertThat(json.at("/bound/passed").asBoolean()).isTrue();
            assertThat(unbounded.code()).as(unbounded.err()).isZero();
            assertThat(unbounded.out()).contains("60 model calls");
        }
    }

    @Test
    void shouldCallNoModelIfThePromptIsUnchanged() throws Exception {
        Path served = file("served.yaml", dyck());
        Path reformatted = file("reformatted.yaml", "# The same prompt.\n" + dyck());

        CommandForTests same =
                command(Map.of(), reformatted, served, "--fail-below", "0.5", "-o", "json");

        assertThat(same.code()).as(same.err()).isZero();
        assertThat(CommandTree.problems("eval run", same.out())).isEmpty();
        assertThat(ViewJson.read(same.out()).at("/verdict").asText()).isEqualTo("unchanged");
        assertThat(ViewJson.read(same.out()).at("/cost/modelCalls").asInt()).isZero();
    }

    @Test
    void shouldRefuseABoundThatIsNoDifferenceOfScores() throws Exception {
        Path served = file("served.yaml", dyck());

        CommandForTests refused = command(Map.of(), served, served, "--fail-below", "-2");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo(
                        "mtg: --fail-below is -2.0; it must be between -1 and 1, such as -0.02\n");
    }

    private CommandForTests run(
            SimulatorServer models, Path project, Path served, String... options)
            throws IOException {
        return command(
                Map.of("OPENAI_BASE_URL", models.baseUrl().toString(), "OPENAI_API_KEY", "x"),
                project,
                served,
                options);
    }

    private CommandForTests command(
            Map<String, String> environment, Path project, Path served, String... options)
            throws IOException {
        Path tasks =
                file(
                        "tasks.jsonl",
                        Repository.read("examples/dyck.jsonl")
                                .lines()
                                .limit(TASKS)
                                .collect(Collectors.joining("\n")));
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "eval",
                                "run",
                                "--project",
                                project.toString(),
                                "--tasks",
                                tasks.toString(),
                                "--prompts",
                                served.toString()));
        words.addAll(List.of(options));
        return CommandForTests.run(environment, words.toArray(String[]::new));
    }

    private static String dyck() {
        return Repository.read("examples/dyck.yaml");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text);
    }
}
