package metatextgrad.deploy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.testing.CommandForTests;
import metatextgrad.cli.testing.CommandTree;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.Settings;
import metatextgrad.embedded.e2e.SmallProject;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.model.Cost;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command prints JSON of its published schema, on a system with a finished run. */
@Tag("broker")
final class JsonOutputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FEEDBACK =
            "{\"project\": \"small\", \"task\": \"t\", \"flag\": \"good\"}\n";

    /**
     * BenchTest and ForkOnBrokerTest check these: the one takes minutes, the other needs a race.
     */
    private static final Set<String> ELSEWHERE = Set.of("bench", "runs fork");

    private final Set<String> checked = new TreeSet<>();

    @TempDir private Path temp;

    @Test
    void shouldPrintWhatTheSchemaOfEveryCommandAllows() throws Exception {
        Map<String, String> environment;
        try (SimulatorServer simulator = SimulatorServer.start(SimulatorConfig.of("demo"));
                AllInOneForTests all =
                        AllInOneForTests.start(temp.resolve("data"), simulator.baseUrl(), 1)) {
            environment =
                    Map.of(
                            "OPENAI_BASE_URL",
                            simulator.baseUrl().toString(),
                            "OPENAI_API_KEY",
                            "x",
                            "MTG_OPS_PORT",
                            "0");
            go(environment, all.afterNonsense().settings());
        }
        Set<String> wanted = new TreeSet<>();
        CommandTree.leaves()
                .forEach(
                        (words, command) -> {
                            if (command.optionsMap().containsKey("--output")) wanted.add(words);
                        });
        wanted.removeAll(ELSEWHERE);
        assertThat(checked).isEqualTo(wanted);
    }

    private void go(Map<String, String> environment, Settings settings) throws Exception {
        String registry = requireNonNull(settings.registryUrl());
        Shell on =
                new Shell(
                        environment,
                        List.of(
                                "--bootstrap",
                                settings.bootstrapServers(),
                                "--registry",
                                registry));
        Shell off = new Shell(environment, List.of());
        String project = file("small.yaml", SmallProject.yaml("small"));
        String tasks = SmallProject.tasks(temp).toString();
        off.json("version");
        off.json("projects validate", "-f", project);
        on.json("topics apply");
        on.json("topics check");
        on.json("topics acls", "--principal-prefix", "mtg-");
        on.json("doctor");
        on.json("projects apply", "-f", project);
        on.json("projects ls");
        on.json("projects show", "small");
        on.json("tasks import", "--project", "small", "-f", tasks, "--set", "s");
        send(on, "{\"input\": \"a\"}\n", "tasks send", "--project", "small");
        assertThat(sent(on, FEEDBACK, "feedback send").err())
                .contains("project small does not adapt to its traffic: it has no `adapt`");
        assertThat(sent(on, "caf\u00e9", "feedback send").err())
                .contains("standard input is not UTF-8 text; nothing was sent");
        on.json("tasks sets");
        String[] start = {"--project", "small", "--set", "s", "--tasks", "" + SmallProject.TASKS};
        on.json("runs start", words(start, "--dry-run"));
        String run = on.json("runs start", start).get("run").asText();
        on.json("runs pause", run);
        on.json("runs propose", run, "-f", optimizer());
        on.json("runs show", run);
        on.json("runs resume", run);
        on.json("runs watch", run);
        on.json("runs show", run.substring(0, run.length() - 1));
        on.json("runs show", run, "--lineage");
        on.json("runs ls");
        String cancelled = on.json("runs start", words(start, "--seed", "2")).get("run").asText();
        on.json("runs cancel", cancelled);
        on.json("replay", "--run", run);
        JsonNode optimizers = on.json("optimizers ls").get("optimizers");
        String optimizer = optimizers.get(0).get("id").asText();
        on.json("optimizers show", optimizer);
        on.json("optimizers diff", optimizer, optimizers.get(1).get("id").asText());
        Path exported = temp.resolve("exported.json");
        on.run("optimizers export", optimizer, "-f", exported.toString());
        on.json(
                "optimizers import",
                words(
                        new String[] {"-f", exported.toString()},
                        "--project",
                        "small",
                        "--name",
                        "again"));
        CommandForTests refused = on.run("tasks forget", "small", "--group", "ada");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err())
                .contains("project small does not adapt to its traffic: it has no `adapt`");
        String adapting =
                SmallProject.yaml("small")
                        + "adapt: {mode: propose, evidence: [truth, feedback], budget: {day-calls: 99999}}";
        on.json("projects apply", "-f", file("adapting.yaml", adapting));
        on.json("adapt start", "small");
        on.json("adapt status", "small");
        send(on, FEEDBACK, "feedback send");
        on.json("tasks audit", "small", "--rate", "100%");
        on.json("demo traffic", "small", "--tasks", "3");
        send(on, "{\"input\": \"b\"}\n", "tasks send", "--project", "small");
        JsonNode drawn =
                Waits.looking()
                        .until(
                                () -> on.json("tasks audit", "small").get("tasks"),
                                found -> !found.isEmpty());
        String task = drawn.get(0).get("task").asText();
        on.json("tasks label", "small", task, "--target", "right");
        on.json("tasks forget", "small", "--group", "ada");
        on.json("gate plan", "small");
        on.json("adapt stop", "small");
        assertThat(on.json("adapt stop", "small").get("adapts").asBoolean()).isFalse();
        on.json("budget set", "small", "--day-usd", "5");
        on.json("budget show");
        on.json("pause", "--all");
        on.json("resume", "--all");
        serve(on, run, tasks, settings);
        letters(on, settings);
        off.json("run", "--project", project, "--tasks", tasks, "--dry-run");
        off.json(
                "demo",
                words(
                        new String[] {"--real"},
                        "--model=program=sim-student",
                        "--model=backward=sim-critic",
                        "--model=judge=sim-judge",
                        "--model=optimizer=sim-optimizer",
                        "--model=meta=sim-meta"));
        off.json("experiment run", "--world", "demo", "--local", "--dry-run");
        off.json("experiment oracle", "--world", "demo", "--task", "dyck", "--trials", "2");
        off.json("experiment transfer", "--from", "demo", "--to", "null", "--dry-run");
        off.json(
                "experiment peers",
                "--world",
                "demo",
                "--seeds",
                "1",
                "--calls",
                "100",
                "--test-tasks",
                "5");
        off.json("experiment real", "--report");
        off.json("experiment coverage", "--studies", "20");
        off.json("experiment gate", "--contests", "1000", "--lives", "1");
        off.json("experiment drift", "--streams", "20");
        off.json("experiment live", "--windows", "1", "--seeds", "1");
        off.json("experiment floor", "--world", "demo", "--runs", "1", "--items", "5");
        off.json("experiment floor", "--world", "demo", "--dry-run");
        off.json(
                "experiment amortised",
                words(
                        new String[] {"--world", "demo", "--learn", "1", "--apply", "1"},
                        "--seeds",
                        "1",
                        "--test-tasks",
                        "5"));
    }

    private void serve(Shell on, String run, String tasks, Settings settings) throws Exception {
        on.json("prompts diff", run);
        JsonNode versions = on.json("prompts ls").get("versions");
        String version = challenger(versions);
        assertThat(on.run("prompts reject", version, "--dry-run").err())
                .contains("does not wait for a share");
        waits(settings, version);
        assertThat(on.json("prompts reject", version, "--dry-run").get("dryRun").asBoolean())
                .isTrue();
        assertThat(on.run("prompts approve", version).code()).isEqualTo(2);
        assertThat(on.json("prompts approve", version, "--dry-run").get("dryRun").asBoolean())
                .isTrue();
        on.json("prompts approve", version, "--as", "ada", "--yes");
        assertThat(on.json("prompts show", "small", version).get("by").asText()).isEqualTo("ada");
        assertThat(on.json("prompts promote", "small", "--dry-run").get("dryRun").asBoolean())
                .isTrue();
        on.json("prompts promote", "small", "--yes");
        assertThat(on.json("prompts get", "small", "--unit", "ada").get("versions")).hasSize(1);
        CommandForTests refused = on.run("prompts rollback", "small");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("add --yes, or --dry-run").hasLineCount(1);
        on.json("prompts rollback", "small", "--yes");
        on.json("prompts label", "small", version, "eu", "--yes");
        assertThat(on.json("prompts get", "small").at("/labels/eu").asText()).isEqualTo(version);
        on.json("prompts unlabel", "small", "eu", "--yes");
        String[] compared = {
            "--project", file("small.yaml", SmallProject.yaml("small")), "--tasks", tasks
        };
        assertThat(on.json("eval run", compared).get("verdict").asText()).isEqualTo("unchanged");
        assertThat(on.run("prompts export", "small", "--to", "openai").out())
                .contains("You complete sequences of brackets.");
        on.json("prompts pin", "small", "production", "--yes");
        CommandForTests pinned = on.run("prompts approve", version, "--yes");
        assertThat(pinned.code()).isEqualTo(78);
        assertThat(pinned.err()).contains("mtg prompts unpin small").hasLineCount(1);
        on.json("prompts unpin", "small", "--yes");
    }

    /** Writes that a version has passed its contest, as rollout would. */
    private static void waits(Settings settings, String version) {
        GateContest contest =
                new GateContest(
                        new ProjectId("small"),
                        1,
                        new VersionId(version),
                        new VersionId("champion"),
                        .05,
                        1,
                        List.of(1.),
                        25,
                        Cost.NONE,
                        Cost.NONE,
                        Cause.BETTER,
                        1,
                        1,
                        Instant.EPOCH,
                        "better",
                        new Serial(1));
        try (Serde<Event> events = EventSerde.registry(settings.registry());
                EventWriter writer = new EventWriter(settings, events)) {
            writer.send(Topics.CONTESTS, List.of(contest));
        }
    }

    /** Returns the version that serves nothing yet. */
    private static String challenger(JsonNode versions) {
        for (JsonNode one : versions)
            if (one.get("servesAs").isNull()) return one.get("version").asText();
        throw new AssertionError("every version serves: " + versions);
    }

    /** Bytes that are no task become a dead letter. */
    private void letters(Shell on, Settings settings) throws Exception {
        try (KafkaProducer<byte[], byte[]> client =
                new KafkaProducer<>(
                        settings.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            client.send(new ProducerRecord<>(Topics.TASKS.in(settings), new byte[] {0, 1, 27}))
                    .get();
        }
        JsonNode letters =
                Waits.looking()
                        .until(
                                () -> on.json("dlq ls").get("deadLetters"),
                                found -> !found.isEmpty());
        String id = letters.get(0).get("id").asText();
        on.json("dlq show", id);
        on.json("dlq replay", id);
    }

    private void send(Shell on, String line, String command, String... words) throws Exception {
        InputStream real = System.in;
        System.setIn(new ByteArrayInputStream(line.getBytes(UTF_8)));
        try {
            on.json(command, words);
        } finally {
            System.setIn(real);
        }
    }

    /** The same in another encoding, for what is refused. */
    private static CommandForTests sent(Shell on, String line, String command) {
        InputStream real = System.in;
        System.setIn(new ByteArrayInputStream(line.getBytes(ISO_8859_1)));
        try {
            return on.run(command);
        } finally {
            System.setIn(real);
        }
    }

    private String optimizer() throws Exception {
        return file(
                "twice.json",
                """
                {"format": "mtg-optimizer/1",
                 "optimizer": {"name": "twice", "phases": [
                   {"strategy": "tgd", "steps": 1, "task-description": "Improve it."}]}}
                """);
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(temp.resolve(name), text).toString();
    }

    private static String[] words(String[] some, String... more) {
        List<String> words = new ArrayList<>(List.of(some));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    /** Types commands with the same options. */
    private final class Shell {
        private final Map<String, String> environment;
        private final List<String> options;

        Shell(Map<String, String> environment, List<String> options) {
            this.environment = environment;
            this.options = options;
        }

        /** Runs a command with {@code -o json}, and checks what it prints. */
        JsonNode json(String command, String... arguments) throws Exception {
            CommandForTests ended = run(command, words(arguments, "-o", "json"));
            // Exit code 78 of doctor and check reports problems that the JSON lists.
            assertThat(ended.code()).as(command + ended.err()).isIn(0, 78);
            assertThat(CommandTree.problems(command, ended.out()))
                    .as(command + ": " + ended.out() + ended.err())
                    .isEmpty();
            checked.add(command);
            return JSON.readTree(ended.out());
        }

        CommandForTests run(String command, String... arguments) {
            List<String> typed = new ArrayList<>(List.of(command.split(" ")));
            typed.addAll(List.of(arguments));
            typed.addAll(options);
            return CommandForTests.run(environment, typed.toArray(String[]::new));
        }
    }
}
