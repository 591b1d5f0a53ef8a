package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import metatextgrad.cli.testing.DemoSimulators;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The command reports each user error in one line with an exit code, before it bills a call. Most
 * commands run in this JVM. Two run in a JVM of their own to check its exit code and streams.
 */
@Tag("broker")
final class BadInputTest {
    private static final String UNREACHABLE = "http://127.0.0.1:1/v1";

    @TempDir private Path temp;

    @ParameterizedTest(name = "mtg {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --worldd null | '--worldd' | --world",
                "demo --task dyk | unknown task `dyk` | dyck",
                "runss ls | 'runss' | Did you mean `runs`?",
            })
    void shouldSuggestASimilarName(String line, String problem, String meant) throws Exception {
        MtgCommand.Ended ended = MtgCommand.in(temp).here(line.split(" "));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(problems(ended)).singleElement().asString().contains(problem);
        assertThat(ended.err()).contains(meant);
    }

    @ParameterizedTest(name = "mtg {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "runs start --project ../p --set s            | --project must be 1 to 200 characters",
                "runs start --project p --set a/b             | --set must be 1 to 200 characters",
                "runs start --project p --set s --tasks 0     | --tasks is 0; it must be at least 1",
                "runs start --project p --set s --tasks -5    | --tasks is -5; it must be at least 1",
                "tasks send --project -                       | --project must be 1 to 200 characters",
                "tasks import --project p: -f t               | --project must be 1 to 200 characters",
                "tasks import --project p --set a: -f t       | --set must be 1 to 200 characters",
            })
    void shouldRejectAnOptionBeforeItConnects(String line, String problem) throws Exception {
        MtgCommand.Ended ended = MtgCommand.in(temp).here(line.split(" +"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(problems(ended)).singleElement().asString().contains(problem);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "malformed JSONL  | {'input': 'a', 'target': 'b'};{'input':       | line 2",
                "an unknown field | {'input': 'a', 'target': 'b'};{'inptu': 'c'}  | line 2",
                "no task          | ''                                            | empty",
                "equal tasks      | {'id': '1', 'input': 'a', 'target': 'b'};{'id': '2', 'input': 'a', 'target': 'b'} | line 2: has the input or id of line 1",
                "duplicate tasks  | {'input': 'a', 'target': 'b'};{'input': 'a', 'target': 'b'} | line 2: has the input or id of line 1",
                "too few tasks    | {'input': 'a', 'target': 'b', 'split': 'train'};{'input': 'c', 'target': 'b', 'split': 'val'} | the splits are too small: 1 train, 1 val, 0 test",
            })
    void shouldRefuseTasks(String what, String lines, String problem) throws Exception {
        MtgCommand.Ended ended =
                run(SmallProject.yaml("small"), lines.replace('\'', '"').replace(';', '\n'));

        assertThat(ended.code()).as(what).isEqualTo(78);
        assertThat(problems(ended))
                .as(what)
                .filteredOn(line -> !line.contains("--skip-bad"))
                .singleElement()
                .asString()
                .contains(problem);
    }

    @ParameterizedTest
    @CsvSource({"race,two validations", "paper,step of each base optimizer"})
    void shouldRefuseABudgetBelowASearch(String mode, String part) throws Exception {
        String yaml =
                SmallProject.yaml("small").replace("mode: paper", "mode: " + mode)
                        + "budget: {calls: 20}\n";
        MtgCommand.Ended ended = run(yaml, tasks());

        assertThat(ended.code()).isEqualTo(78);
        assertThat(problems(ended))
                .singleElement()
                .asString()
                .contains("the budget of 20 calls is too small: ", part, "; set budget.calls to ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a circle           | [{id: a, type: llm, prompt: p, role: r, inputs: [b]}, {id: b, type: llm, prompt: p, role: r, inputs: [a]}] | the nodes form a cycle",
                "an undefined input | [{id: a, type: llm, prompt: p, role: r, inputs: [tsak]}] | has the unknown input `tsak`",
                "a variable missing | [{id: a, type: llm, prompt: p, role: r, inputs: [task], template: 'Here: {{question}}'}] | {{question}}",
            })
    void shouldRefuseAProgram(String what, String nodes, String problem) throws Exception {
        String yaml =
                SmallProject.yaml("small")
                        .replaceFirst(
                                "(?s)program:\n.*?\nacceptance",
                                "program: {output: a, nodes: "
                                        + nodes.replace("$", "\\$")
                                        + "}\nacceptance");

        MtgCommand.Ended ended = run(yaml, tasks());

        assertThat(ended.code()).as(what).isEqualTo(78);
        assertThat(problems(ended)).as(what).isNotEmpty();
        assertThat(String.join("\n", problems(ended))).as(what).contains(problem);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldReportThatOutputIsLost() throws Exception {
        MtgCommand.Started started =
                MtgCommand.in(temp).start(Path.of("/dev/full").toFile(), "simulator", "--help");
        MtgCommand.Ended ended = started.end();
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .isEqualTo("mtg: standard output cannot be written: No space left on device\n");
    }

    @Test
    void shouldReportThatARunsIdIsBlank() throws Exception {
        for (String verb : List.of("show", "watch", "pause", "cancel")) {
            MtgCommand.Ended ended = MtgCommand.in(temp).here("runs", verb, " ");
            assertThat(ended.code()).isEqualTo(2);
            assertThat(ended.err())
                    .contains("the run's id is blank: mtg runs ls lists them")
                    .hasLineCount(1);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void shouldNotReadAFileWithoutEnd() throws Exception {
        MtgCommand.Ended ended =
                MtgCommand.in(temp).here("run", "--project", "/dev/zero", "--tasks", "x");
        assertThat(ended.code()).isEqualTo(78);
        assertThat(ended.err())
                .isEqualTo("mtg: /dev/zero is larger than 128 MiB: split it into several\n");
    }

    @Test
    void shouldReportThatAFileIsMissing() throws Exception {
        MtgCommand.Ended ended =
                MtgCommand.in(temp).here("run", "--project", "nowhere.yaml", "--tasks", "no.jsonl");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err().lines()).containsExactly("mtg: nowhere.yaml does not exist");
    }

    @Test
    void shouldReportThatNoModelAnswers() throws Exception {
        MtgCommand.Ended ended = run(SmallProject.yaml("small"), tasks());

        assertThat(ended.code()).isEqualTo(78);
        assertThat(problems(ended)).singleElement().asString().contains(UNREACHABLE);
    }

    @Test
    void shouldRefuseAPortThatCannotBe() throws Exception {
        MtgCommand.Ended ended = up(temp.resolve("data"), "99999");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(problems(ended))
                .containsExactly("mtg: --kafka-port is 99999; it must be 0 to 65535");
    }

    @Test
    void shouldRefuseAPrefixThatUpDoesNotHave() throws Exception {
        MtgCommand.Ended ended =
                command(UNREACHABLE)
                        .with("MTG_PREFIX", "other.")
                        .here("up", "--data", temp.resolve("data").toString());

        assertThat(ended.code()).isEqualTo(78);
        assertThat(problems(ended))
                .containsExactly(
                        "mtg: MTG_PREFIX is `other.`, but `mtg up` has the prefix `mtg.`: unset it, or run `mtg topics apply` and one `mtg service` for each service");
    }

    /** Only calls show a wrong model: a server need not have a list of models. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"200, <html>Welcome</html>", "400, {}", "302, moved"})
    void shouldReportAModelThatReturnsNoAnswer(int status, String body) throws Exception {
        try (NoModels server = NoModels.answering("/v1/chat/completions", status, body)) {
            MtgCommand.Ended ended =
                    run(command(server.address("/v1")), SmallProject.yaml("small"), tasks());

            assertThat(ended.code()).as(ended.err()).isEqualTo(78);
            assertThat(problems(ended)).singleElement().asString().contains(server.address("/v1"));
            // On a busy machine a transaction may run out, and is tried again.
            assertThat(ended.err().lines().filter(line -> !line.contains("transaction aborted")))
                    .noneMatch(line -> line.contains(" INFO "));
        }
    }

    @Test
    void shouldRefuseAModelAtAPortThatCannotBe() throws Exception {
        MtgCommand.Ended ended =
                run(command("http://127.0.0.1:99999/v1"), SmallProject.yaml("small"), tasks());

        assertThat(ended.code()).isEqualTo(78);
        assertThat(problems(ended)).singleElement().asString().contains("a port up to 65535");
    }

    @Test
    void shouldRejectAnUnknownWorldBeforeTheForecast() throws Exception {
        MtgCommand.Ended ended = MtgCommand.in(temp).here("demo", "--world", "foo");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err().lines()).singleElement().asString().contains("'foo'");
    }

    @Test
    void shouldRejectOnePortForTwoServers() throws Exception {
        MtgCommand.Ended ended =
                command(UNREACHABLE)
                        .here(
                                "up",
                                "--data",
                                temp.resolve("data").toString(),
                                "--kafka-port",
                                "19092",
                                "--registry-port",
                                "19092");

        assertThat(ended.code()).isEqualTo(78);
        assertThat(ended.err().lines())
                .containsExactly(
                        "mtg: --kafka-port and --registry-port are both 19092: choose two ports, 0 for any free port");
    }

    @Test
    void shouldSuggestThatAnAddressWithoutModelsIsWrong() throws Exception {
        try (NoModels server = NoModels.start()) {
            MtgCommand.Ended ended =
                    run(command(server.address("")), SmallProject.yaml("small"), tasks());

            assertThat(ended.code()).isEqualTo(78);
            assertThat(problems(ended))
                    .singleElement()
                    .asString()
                    .contains(server.address("/models"))
                    .contains("check OPENAI_BASE_URL; most addresses end in /v1");
        }
    }

    @Test
    void shouldRejectTheLevelThatLogsRequests() {
        for (List<String> words :
                List.of(
                        List.of("up", "--data", temp.resolve("d").toString()),
                        List.of("service", "llm-worker"))) {
            MtgCommand.Ended ended =
                    command(UNREACHABLE)
                            .with("OPENAI_LOG", "debug")
                            .here(words.toArray(String[]::new));

            assertThat(ended.code()).as(words + ended.err()).isEqualTo(78);
            assertThat(problems(ended))
                    .singleElement()
                    .asString()
                    .contains("OPENAI_LOG is debug, which logs prompts and answers");
        }
    }

    @Test
    void shouldRefuseAWrongKeyBeforeTheFirstCall() throws Exception {
        SimulatorConfig locked = DemoSimulators.withKey("right");
        try (SimulatorServer simulator = SimulatorServer.start(locked)) {
            MtgCommand.Ended ended =
                    run(
                            command(simulator.baseUrl().toString()).with("OPENAI_API_KEY", "wrong"),
                            SmallProject.yaml("small"),
                            tasks());

            assertThat(ended.code()).isEqualTo(78);
            assertThat(problems(ended)).singleElement().asString().contains("rejects the key");
            assertThat(ended.err()).doesNotContain("wrong");
            assertThat(simulator.calls().calls()).isZero();
        }
    }

    @Test
    void shouldFindAnUnknownModelWithAKeyInAFile() throws Exception {
        Path key = Files.writeString(temp.resolve("key"), "right\n");
        SimulatorConfig locked = DemoSimulators.withKey("right");
        try (SimulatorServer simulator = SimulatorServer.start(locked)) {
            MtgCommand.Ended ended =
                    run(
                            command(simulator.baseUrl().toString())
                                    .with("OPENAI_API_KEY_FILE", key.toString()),
                            SmallProject.yaml("small").replace("sim-critic", "sim-critc"),
                            tasks());

            assertThat(ended.code()).isEqualTo(78);
            assertThat(problems(ended))
                    .singleElement()
                    .asString()
                    .contains("no model `sim-critc`")
                    .contains("sim-critic");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--kafka-port    | Kafka",
                "--registry-port | The schema registry",
                "MTG_OPS_PORT    | The page of health and metrics",
                "MTG_GATEWAY_PORT | The gateway",
            })
    void shouldRefuseATakenPort(String option, String user) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "" + taken.getLocalPort();
            MtgCommand.Ended ended =
                    command(UNREACHABLE)
                            .with("MTG_OPS_PORT", option.equals("MTG_OPS_PORT") ? port : "0")
                            .with(
                                    "MTG_GATEWAY_PORT",
                                    option.equals("MTG_GATEWAY_PORT") ? port : "0")
                            .here(
                                    "up",
                                    "--data",
                                    temp.resolve("data").toString(),
                                    "--kafka-port",
                                    option.equals("--kafka-port") ? port : "0",
                                    "--registry-port",
                                    option.equals("--registry-port") ? port : "0");

            assertThat(ended.code()).isEqualTo(78);
            assertThat(problems(ended))
                    .singleElement()
                    .asString()
                    .startsWith("mtg: " + user + " cannot listen on 127.0.0.1:" + port)
                    .endsWith("or choose another with " + option + ", 0 for any free port.");
        }
    }

    @Test
    void shouldRefuseATakenPortOfTheSimulator() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "" + taken.getLocalPort();
            MtgCommand.Ended ended = MtgCommand.in(temp).here("simulator", "--port", port);

            assertThat(ended.code()).isEqualTo(78);
            assertThat(ended.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("mtg: ")
                    .contains("127.0.0.1:" + port)
                    .endsWith("or choose another with --port, 0 for any free port.");
        }
    }

    @Test
    void shouldRefuseAFolderItCannotWriteTo() throws Exception {
        Path file = Files.writeString(temp.resolve("file"), "in the way");
        MtgCommand.Ended below = up(file.resolve("data"), "0");
        assertThat(below.code()).isEqualTo(78);
        assertThat(problems(below)).singleElement().asString().contains("Cannot write to");

        Path locked = Files.createDirectory(temp.resolve("locked"));
        assumeThat(locked.toFile().setWritable(false) && !Files.isWritable(locked))
                .as("who may write anywhere cannot be refused")
                .isTrue();
        MtgCommand.Ended inside = up(locked.resolve("data"), "0");
        assertThat(inside.code()).isEqualTo(78);
        assertThat(problems(inside)).singleElement().asString().contains("Cannot write to");
    }

    @Test
    @DisplayName("FAULT 36: a misspelt setting")
    void shouldRefuseAMisspeltSetting() throws Exception {
        MtgCommand.Ended ended = MtgCommand.in(temp).with("MTG_OPS_PROT", "1").here("runs", "ls");

        assertThat(ended.code()).isEqualTo(78);
        assertThat(problems(ended))
                .singleElement()
                .asString()
                .contains("MTG_OPS_PROT")
                .contains("did you mean MTG_OPS_PORT?");
    }

    @Test
    void shouldWarnOfANameThatOtherToolsMayUse() throws Exception {
        MtgCommand.Ended ended =
                run(
                        command(UNREACHABLE)
                                .with("OPENAI_API_KEYS", "x")
                                .with("OPENAI_PROJECT_ID", "theirs"),
                        SmallProject.yaml("small"),
                        tasks());

        assertThat(problems(ended))
                .hasSize(2)
                .first()
                .isEqualTo(
                        "mtg: OPENAI_API_KEYS is not a setting of mtg; did you mean OPENAI_API_KEY?");
    }

    private MtgCommand.Ended up(Path data, String port) throws InterruptedException {
        return command(UNREACHABLE)
                .here(
                        "up",
                        "--data",
                        data.toString(),
                        "--kafka-port",
                        port,
                        "--registry-port",
                        "0");
    }

    private MtgCommand.Ended run(String project, String tasks) throws Exception {
        return run(command(UNREACHABLE), project, tasks);
    }

    private MtgCommand.Ended run(MtgCommand mtg, String project, String tasks)
            throws IOException, InterruptedException {
        Path projectFile = Files.writeString(temp.resolve("project.yaml"), project);
        Path tasksFile = Files.writeString(temp.resolve("tasks.jsonl"), tasks);
        return mtg.here(
                "run", "--project", projectFile.toString(), "--tasks", tasksFile.toString());
    }

    private MtgCommand command(String models) {
        return MtgCommand.in(temp).with("OPENAI_BASE_URL", models).with("MTG_OPS_PORT", "0");
    }

    private static String tasks() {
        return IntStream.range(0, 40)
                .mapToObj("{\"input\": \"question %d\", \"target\": \"yes\"}"::formatted)
                .collect(Collectors.joining("\n"));
    }

    /** The lines that name a problem; a stack trace never reports one. */
    private static List<String> problems(MtgCommand.Ended ended) {
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).doesNotContain("\tat ", "Exception");
        return ended.err().lines().filter(line -> line.startsWith("mtg: ")).toList();
    }
}
