package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.cli.testing.Readme;
import metatextgrad.cli.testing.Waits;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.Variable;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.Serving;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that knows only Kafka and JSON, as {@code docs/connect.md} shows it. */
@Tag("broker")
final class ConnectedApplicationTest {
    private static final ProjectId PROJECT = new ProjectId("dyck");
    private static final Program SEED = program("Answer.");
    private static final Program WORSE = program("Answer in French.");
    private static final URI NO_MODEL = URI.create("http://127.0.0.1:9/v1");

    /** Users dislike what the challenger answers. One judgement has a wrong field. */
    private static final String USERS =
            """

            table = last_table("dyck")
            for user in range(60):
                chosen = version(table, f"user-{user}")
                report(producer, table, chosen, f"question-{user}", f"user-{user}", 0 if chosen["role"] == "challenger" else 1)
            report(producer, table, table["versions"][0], "question", "user", 2)
            producer.flush()
            print(json.dumps({"serial": table["serial"], "texts": [v["text"] for v in table["versions"]]}))
            """;

    @TempDir private Path temp;

    @Test
    void shouldServeAndReportWithPythonAlone() throws Exception {
        Ended client = run(List.of("python3", "-c", "import confluent_kafka"), "");
        assumeTrue(client.code == 0, "Python has no confluent-kafka: pip install confluent-kafka");
        try (AllInOneForTests all = AllInOneForTests.start(temp.resolve("data"), NO_MODEL, 1);
                ClusterForTests cluster = ClusterForTests.connect(all.settings())) {
            ScoreSummary scores =
                    new ScoreSummary(ScoreStats.EMPTY, ScoreStats.EMPTY, ScoreStats.EMPTY);
            cluster.send(
                    List.of(
                            new ChallengerOffered(
                                    PROJECT,
                                    new RunId("r"),
                                    RunKind.USER,
                                    SEED,
                                    scores,
                                    WORSE,
                                    scores,
                                    "tgd")));
            cluster.send(
                    List.of(
                            new ChallengerApproved(
                                    PROJECT,
                                    VersionId.of(PROJECT, WORSE),
                                    .5,
                                    Instant.now(),
                                    new Serial(1),
                                    "",
                                    "ada")));
            awaited(cluster, 2);

            Path script = Files.writeString(temp.resolve("app.py"), snippets("python") + USERS);
            Ended application =
                    run(List.of("python3", script.toString()), all.settings().bootstrapServers());

            assertThat(application.code).as(application.err).isZero();
            JsonNode seen = new ObjectMapper().readTree(application.out);
            assertThat(seen.get("serial").asInt()).isEqualTo(2);
            assertThat(seen.get("texts").toString())
                    .isEqualTo("[\"Answer.\",\"Answer in French.\"]");
            PromptsServed last = awaited(cluster, 3);
            assertThat(last.serving()).isEqualTo(new Serving.Alone());
            assertThat(last.champion()).isEqualTo(VersionId.of(PROJECT, SEED));
            assertThat(last.why()).startsWith("the challenger ").contains(" is worse: 0.000 of ");
            List<DeadLetter> letters =
                    Waits.await()
                            .until(
                                    () -> cluster.all(Topics.DEAD_LETTERS, DeadLetter.class),
                                    found -> !found.isEmpty());
            assertThat(letters)
                    .extracting(DeadLetter::message)
                    .containsExactly("score must be in [0, 1], not 2.0");
        }
    }

    private static PromptsServed awaited(ClusterForTests cluster, int serial) {
        return Waits.await()
                .until(
                        () -> cluster.all(Topics.PROMPTS, PromptsServed.class),
                        tables -> tables.size() == serial)
                .getLast();
    }

    private static Program program(String prompt) {
        Variable variable = new Variable(prompt, "system prompt", true);
        return new Program(
                List.of(new Node.LlmCall("solve", variable, List.of(Node.TASK), null, false)),
                "solve");
    }

    private static String snippets(String language) throws IOException {
        String page = Files.readString(Readme.ROOT.resolve("docs/connect.md"));
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
    }

    private record Ended(int code, String out, String err) {}

    private Ended run(List<String> command, String brokers) throws Exception {
        Path out = temp.resolve("out");
        Path err = temp.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(new ArrayList<>(command))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("BROKERS", brokers);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Ended(127, "", "python3 is not installed");
        }
        if (!process.waitFor(Waits.LONG.toSeconds(), TimeUnit.SECONDS)) process.destroyForcibly();
        return new Ended(process.waitFor(), Files.readString(out), Files.readString(err));
    }
}
