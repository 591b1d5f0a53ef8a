package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import metatextgrad.cli.HelpOrder;
import metatextgrad.cli.Main;
import metatextgrad.cli.logging.Logs;
import metatextgrad.cli.ops.TopicsCommand.AppliedTopicsView;
import metatextgrad.cli.ops.TopicsCommand.TopicDifferencesView;
import metatextgrad.cli.projects.ProjectListView;
import metatextgrad.cli.projects.TaskSetsView;
import metatextgrad.cli.testing.CommandForTests;
import metatextgrad.cli.testing.CommandTree;
import metatextgrad.process.Exit;
import metatextgrad.simulator.world.Worlds;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class MainTest {
    private static final String PROJECT =
            """
            id: p
            evaluator: exact
            question-type: sorting
            program: {prompt: Sort., role: the prompt}
            models: {program: small, optimizer: large}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void closeLogFile() {
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger("ROOT")
                .detachAppender("file");
    }

    @Test
    void shouldShowHelpAndVersion() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("Usage: mtg").contains("--version");
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).contains("Java " + Runtime.version());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldSuggestASimilarCommand() {
        assertThat(run("rnus")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("mtg: unknown command `rnus`. Did you mean `runs`? See mtg --help.\n");
    }

    @Test
    void shouldFollowAllWordsOfHelp() {
        assertThat(run("help", "runs", "show")).isZero();
        assertThat(out.toString()).startsWith("Usage: mtg runs show ");
        assertThat(run("help", "runs", "sho")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "mtg: unknown command `sho`. Did you mean `show`? See mtg runs --help.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "budgets --help,mtg: unknown command `budgets`. Did you mean `budget`? See mtg --help.",
        "runs list --help,mtg: unknown command `list`. Did you mean `ls`? See mtg runs --help.",
        "runs list,mtg: unknown command `list`. Did you mean `ls`? See mtg runs --help."
    })
    void shouldRefuseAnUnknownCommandAlsoWithHelp(String words, String problem) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(problem);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-o json runs ls,mtg", "runs -o json ls,mtg runs"})
    void shouldAskForAnOptionAfterTheCommand(String words, String command) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "mtg: put `-o` after the command, not before it. See %s --help."
                                .formatted(command));
    }

    @ParameterizedTest
    @CsvSource({
        "runs ls -o xml,'--output must be table or json, not `xml`'",
        "up --data d --kafka-port abc,'--kafka-port must be a whole number, not `abc`'",
        "demo --seed 2.5,'--seed must be a whole number, not `2.5`'",
        "demo --real=maybe,'--real must be true or false, not `maybe`'",
        "demo --model foo,'--model must be ROLE=NAME, not `foo`'",
        "prompts approve r --to p --share 20%,'--share must be a number, not `20%`'"
    })
    void shouldNameTheWantedValueWithoutWordsOfJava(String words, String problem) {
        assertThat(run(words.split(" "))).isEqualTo(2);
        assertThat(err.toString()).startsWith("mtg: " + problem + ". See mtg ");
    }

    @Test
    void shouldNameTheOptionOfAWrongAddress() {
        assertThat(run("projects", "ls", "--registry", "notaurl")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("mtg: --registry is 'notaurl'; it must be an http(s) address");
    }

    @Test
    void shouldShowTheDefaultsOfTheSimulator() {
        assertThat(run("simulator", "--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("127.0.0.1", "(default: 8089)", "(default: demo)", "(default: 1)")
                .contains("-V, --version", "from 0 (none) to 1 (in full)")
                .containsPattern("--latency=LATENCY [^(]*\\(default: 0\\)")
                .containsPattern("--rate-limit=RATE [^(]*\\(default: 0\\)");
        assertThat(run("simulator", "--version")).isZero();
        assertThat(out.toString()).contains("Java " + Runtime.version());
    }

    @Test
    void shouldNameThePortOfThePagesInTheHelpOfUp() {
        assertThat(run("up", "--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("MTG_OPS_PORT", "9464", "Port of Kafka; 0 for any free port");
    }

    @Test
    void shouldSuggestASimilarOption() {
        assertThat(run("demo", "--tsak=dyck")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "mtg: unknown option `--tsak`. Did you mean `--task`? See mtg demo --help.");
    }

    @Test
    void shouldReportTheMisspeltOptionRatherThanTheMissingOne() {
        assertThat(run("run", "--projcet", "p.yaml", "--tasks=t.jsonl")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "mtg: unknown option `--projcet`. Did you mean `--project`? See mtg run --help.");
    }

    @Test
    void shouldReportTheMissingOption() {
        assertThat(run("run", "--tasks=t.jsonl")).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "mtg: Missing required option: '--project=FILE'. See mtg run --help.");
    }

    @Test
    void shouldPromiseADemoOfAboutAMinute() {
        assertThat(run("demo", "--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("no network. Takes about a minute.");
    }

    @Test
    void shouldListCommandsInGroups() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString().lines().filter(line -> line.matches("[A-Z][a-z ]+:")))
                .containsExactly(
                        "Try:", "Work:", "Look after:", "Measure:", "Services:", "Others:");
        assertThat(out.toString()).contains("\nTry:\n  demo          Runs everything once");
        assertThat(run("service", "--help")).isZero();
        assertThat(out.toString().lines().filter(line -> line.matches("  [a-z-]+ +Runs the .*")))
                .extracting(line -> line.strip().split(" ", 2)[0])
                .containsExactly(
                        "intake",
                        "candidate",
                        "loss",
                        "gradient",
                        "optimizer",
                        "meta",
                        "rollout",
                        "llm-worker",
                        "gateway");
    }

    @Test
    void shouldConnectToTheClusterThatFlagsName() {
        CommandForTests ended =
                CommandForTests.run(
                        Map.of("KAFKA_BOOTSTRAP_SERVERS", "env.invalid:9092"),
                        "projects",
                        "ls",
                        "--bootstrap",
                        "flag.invalid:9092");
        assertThat(ended.code()).isEqualTo(6);
        assertThat(ended.err()).startsWith("mtg: no broker answers at flag.invalid:9092: ");
        CommandForTests unknown =
                CommandForTests.run(Map.of(), "projects", "ls", "--context", "prod");
        assertThat(unknown.code()).isEqualTo(78);
        assertThat(unknown.err())
                .isEqualTo(
                        "mtg: no context prod: no line of mtg.properties begins with %prod.; there is no context\n");
    }

    @Test
    void shouldMakeControlCharactersOfFilesVisible(@TempDir Path folder) throws Exception {
        Path project = folder.resolve("p.yaml");
        Files.writeString(project, PROJECT.replace("exact", "\"tok\\e[31m\\u009b\\u202e\""));
        assertThat(validated(project)).contains("`tok\\u001b[31m\\u009b\\u202e`");
        Files.writeString(project, PROJECT + "\"\\e[31m\": 1\n");
        assertThat(validated(project)).contains("\\u001b[31m: unknown key");
        Files.writeString(project, PROJECT.replace("small", "\"\\e]0;pwn\\a\""));
        assertThat(validated(project))
                .contains("models.program: must be one line without control characters");

        Files.writeString(project, PROJECT);
        Path tasks = folder.resolve("t.jsonl");
        Files.writeString(tasks, "{\"input\":\"a\",\"target\":\"b\",\"\\u001b[31m\":1}\n");
        assertThat(
                        refused(
                                "tasks",
                                "import",
                                "--project",
                                project.toString(),
                                "-f",
                                tasks.toString()))
                .contains("unknown field `\\u001b[31m`");
    }

    @Test
    void shouldMakeControlCharactersOfArgumentsVisible() {
        assertThat(refused("runs", "show", "a", "r\u001b[31m")).contains("`r\\u001b[31m`");
        assertThat(failing(Exit.NOT_FOUND.problem("no run r\u001b[31m\u009b"))).isEqualTo(3);
        assertThat(err.toString()).isEqualTo("mtg: no run r\\u001b[31m\\u009b\n");
        assertThat(failing(new IllegalStateException("odd\u001b[31m"), "-v")).isEqualTo(1);
        assertThat(err.toString()).doesNotContain("\u001b");
    }

    private static String validated(Path project) {
        return refused("projects", "validate", "-f", project.toString());
    }

    /** Returns the only line of a command that fails. */
    private static String refused(String... args) {
        CommandForTests ended = CommandForTests.run(Map.of(), args);
        assertThat(ended.code()).isNotZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).hasLineCount(1).doesNotContainPattern("[\\p{Cc}\\p{Cf}&&[^\n]]");
        return ended.err();
    }

    @Test
    void shouldReportAMissingCommand() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString().lines())
                .startsWith("mtg: Missing command")
                .anyMatch(line -> line.startsWith("Usage: mtg "))
                .anyMatch(line -> line.startsWith("  demo "))
                .last()
                .asString()
                .startsWith("  help ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldListTheCommandsOfAGroupInTheOrderOfUse() {
        assertThat(run("runs")).isEqualTo(2);
        assertThat(err.toString()).startsWith("mtg: Missing required subcommand");
        assertThat(err.toString().lines().filter(line -> line.matches("  [a-z]+ .*")))
                .extracting(line -> line.strip().split(" ", 2)[0])
                .containsExactly(
                        "start", "ls", "show", "watch", "pause", "resume", "propose", "cancel",
                        "fork");
        assertThat(out.toString()).isEmpty();
    }

    /** A description is a format: a lone percent sign in it is a warning at each start. */
    @Test
    void shouldPrintEveryHelpWithoutAWarning() {
        CommandTree.leaves()
                .forEach(
                        (words, command) -> {
                            CommandForTests help =
                                    CommandForTests.run(Map.of(), (words + " --help").split(" "));
                            assertThat(help.code()).as(words).isZero();
                            assertThat(help.err()).as(words).isEmpty();
                        });
    }

    /** A command that the order does not list would be printed in a random place. */
    @Test
    void shouldOrderEveryVerb() {
        Main.commandLine()
                .getSubcommands()
                .values()
                .forEach(
                        group ->
                                assertThat(HelpOrder.VERBS)
                                        .containsAll(group.getSubcommands().keySet()));
    }

    @Test
    void shouldNameEveryWorldInTheHelpOfTheDemo() {
        assertThat(run("demo", "--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains(String.join(", ", Worlds.BUILT_IN) + ", random:N or a file");
    }

    /** Without output it would be unclear whether anything was checked. */
    @Test
    void shouldReportAnEmptyComparison() {
        assertThat(new ProjectListView(List.of()).text())
                .containsExactly("no projects yet: mtg projects apply -f FILE");
        assertThat(new TaskSetsView(List.of(), List.of()).text())
                .containsExactly("no sets yet: mtg tasks import");
        assertThat(new TopicDifferencesView(List.of()).text())
                .containsExactly(
                        Topics.all().size()
                                + " topics and their schemas match the configuration that the services require");
        assertThat(new TopicDifferencesView(List.of("t: missing")).text())
                .containsExactly("t: missing");
    }

    @Test
    void shouldReportWhatWasThereAlready() {
        assertThat(new AppliedTopicsView(0, 21, 30).text())
                .containsExactly("all 21 topics exist; all 30 schemas are registered");
        assertThat(new AppliedTopicsView(2, 21, 30).text())
                .containsExactly("2 of 21 topics created; all 30 schemas are registered");
    }

    @Test
    void shouldReportAWrongSettingOfTheSimulatorLikeAnyOther() {
        assertThat(run("simulator", "--rate-limit=-1")).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("mtg: --rate-limit: requests per minute is");
    }

    @Test
    void shouldDistinguishImpossibleKafkaSettingsFromABrokerThatDoesNotAnswer() {
        CommandForTests odd =
                CommandForTests.run(Map.of("KAFKA_SECURITY_PROTOCOL", "SASL_SSL"), "runs", "ls");
        assertThat(odd.code()).isEqualTo(78);
        assertThat(odd.err())
                .startsWith("mtg: the Kafka client cannot be created: ")
                .contains("KAFKA_");
        CommandForTests unknown =
                CommandForTests.run(
                        Map.of("KAFKA_BOOTSTRAP_SERVERS", "nowhere.invalid:9092"), "runs", "ls");
        assertThat(unknown.code()).isEqualTo(6);
    }

    @Test
    void shouldReportAnEnvironmentProblemInOneLineEach() {
        var problem = Exit.UNREACHABLE.problem("No broker at a:1.\n Start one.");

        assertThat(failing(new CompletionException(problem))).isEqualTo(6);

        assertThat(err.toString().lines())
                .containsExactly("mtg: No broker at a:1.", "mtg: Start one.");
    }

    @Test
    void shouldReportAnInterruption() {
        assertThat(failing(new InterruptedException())).isEqualTo(130);
    }

    @Test
    void shouldPrintTheTraceOfAnUnexpectedErrorOnlyWithVerbose() {
        assertThat(failing(new IllegalStateException("odd"))).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "mtg: Unexpected: java.lang.IllegalStateException: odd. Use -v to see the trace.");

        assertThat(failing(new IllegalStateException("odd"), "-v")).isEqualTo(1);
        assertThat(err.toString()).contains("\tat " + MainTest.class.getName());
    }

    @Test
    void shouldKeepTheTraceInTheFileOfTheDataFolder(@TempDir Path data) throws Exception {
        Path file = Logs.alsoTo(data);

        assertThat(failing(new IllegalStateException("odd"))).isEqualTo(1);

        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("The trace is in " + file);
        assertThat(Files.readString(file)).contains("\tat " + MainTest.class.getName());
    }

    @Test
    void shouldNameNoLogFileThatWasDeletedWithItsFolder(@TempDir Path data) throws Exception {
        Files.delete(Logs.alsoTo(data));

        assertThat(failing(new IllegalStateException("odd"))).isEqualTo(1);

        assertThat(err.toString().lines())
                .containsExactly(
                        "mtg: Unexpected: java.lang.IllegalStateException: odd. Use -v to see the trace.");
    }

    @Test
    void shouldRefuseAMisspeltLogLevel() {
        assertThat(Main.run(Map.of("LOG_LEVEL", "loud"))).isEqualTo(78);
        assertThat(Main.run(Map.of("LOG_FORMAT", "xml"))).isEqualTo(78);
    }

    private int run(String... args) {
        return captured(Main.commandLine()).execute(args);
    }

    private int failing(Exception problem, String... options) {
        List<String> args = new ArrayList<>(List.of(options));
        args.add("fail");
        // Added first: handlers and writers reach the subcommands that are there already.
        CommandLine line = Main.commandLine().addSubcommand(new Failing(problem));
        return captured(line).execute(args.toArray(String[]::new));
    }

    private CommandLine captured(CommandLine line) {
        return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }

    @Command(name = "fail")
    private record Failing(Exception problem) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw problem;
        }
    }
}
