package metatextgrad.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import metatextgrad.cli.Main;
import metatextgrad.cli.demo.DemoTasks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code mtg experiment} as users type it. */
final class ExperimentCommandTest {
    private static final String SMALL =
            """
            batch: 2
            prompt-rounds: 1
            structure-rounds: 1
            optimizers:
              - name: tgd
                phases: [{steps: 1}]
              - name: adas
                phases: [{strategy: adas, steps: 1}]
            """;

    private final StringWriter err = new StringWriter();

    @TempDir private Path temp;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run | mtg: an experiment needs --project and --tasks, or --world (or --worlds) for simulated models",
                "run --world demo --seeds 0 | mtg: --seeds must be 1 or more",
                "run --world demo --methods tdg | mtg: unknown method `tdg`. Known: zero-shot, k-shot, self-consistency, best-of-n, tgd, adas, meta-prompt, structure, metatextgrad, restarts, placebo, random-structure",
                "run --world demo --meta-effect 2 | mtg: meta-effect must be from 0 to 1, not 2.0",
                "run --world demo --worlds 2 | mtg: --world and --worlds cannot be combined",
                "run --worlds -1 | mtg: --worlds must not be negative",
                "run --meta-effect 1 --project p --tasks t | mtg: --meta-effect needs simulated models: add --world",
                "run --world demo --test-tasks 1000000 | mtg: --test-tasks must be in 1..9850, not 1000000",
                "transfer --from demo --to demo --seeds 0 | mtg: --seeds must be 1 or more",
                "transfer --from demo/dcyk --to demo | mtg: unknown task `dcyk`. Did you mean `dyck`? Known: dyck, word-sorting, object-counting"
            })
    void shouldReportAnErrorInOneLine(String typed, String line) {
        assertThat(run(typed.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines().filter(one -> one.startsWith("mtg: ")))
                .containsExactly(line);
    }

    @Test
    void shouldListTheWorlds() {
        assertThat(run("run", "--world", "dmeo")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("mtg: unknown world 'dmeo'; the built-in worlds are base-best, ");
    }

    @Test
    void shouldReportEveryMethodFromEverySeedAndTheSameAgain() throws Exception {
        Path project = project();
        String[] two = {"--seeds", "2", "--methods", "zero-shot,tgd", "-o", "json"};
        String first = experiment(project, two);
        assertThat(first)
                .contains("\"name\":\"zero-shot\"")
                .contains("\"name\":\"random-structure\"")
                .contains("\"verdict\":");
        assertThat(experiment(project, two)).isEqualTo(first);
        String table = experiment(project, "--seeds", "1", "--methods", "none");
        assertThat(table.lines().map(line -> line.split(" {2,}")[0]))
                .startsWith(
                        "method",
                        "metatextgrad",
                        "restarts (control)",
                        "placebo (control)",
                        "random-structure (control)",
                        "",
                        "metatextgrad minus");
        assertThat(table).contains("The models were simulated (world demo)");
    }

    @Test
    void shouldForecastTheSizeWithoutARequest() throws Exception {
        Path project = project();
        String[] two = {"--dry-run", "--seeds", "2", "--methods", "tgd", "-o"};
        assertThat(experiment(project, with(two, "table")))
                .isEqualTo(
                        """
                        demo: methods: 5, seeds: 2; 160 tasks: 50 train, 100 val, 10 test; about 4623 to 9246 requests per seed, about 9246 to 18492 in total; a restructured program may make more calls than the seed program (simulated models)
                        18,492 requests at most (program 18016, backward 352, optimizer 88, meta 36), plus one request for each retry after an unusable reply
                        about 24,566,800 tokens at most, if calls are as long as in the paper (1,300 per call of the program, 2,400 of a critic or an optimizer, 2,500 of the meta model): an estimate
                        no dollars: the models are simulated, and no price applies
                        """);
        assertThat(experiment(project, with(two, "json")))
                .isEqualTo(
                        "{\"schemaVersion\":1,\"studies\":[{\"study\":\"demo\",\"simulated\":true,\"seeds\":2,"
                                + "\"maxRequestsByRole\":{\"program\":18016,\"judge\":0,\"backward\":352,\"optimizer\":88,\"meta\":36},"
                                + "\"maxRequests\":18492,\"mayTakeMore\":true,\"estimatedTokens\":24566800,\"estimatedUsd\":null}],"
                                + "\"maxRequests\":18492,\"estimatedTokens\":24566800}\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldSumTheForecastsOfSeveralWorlds() {
        assertThat(typed("run", "--worlds", "2", "--methods", "none", "--dry-run").lines())
                .hasSize(11)
                .last()
                .isEqualTo("all 2: 625,692 requests at most, about 834,214,800 tokens");
    }

    @Test
    void shouldForecastATransferWithoutARequest() {
        String[] worlds = {"transfer", "--from", "demo", "--to", "meta-helps", "--dry-run", "-o"};
        assertThat(typed(with(worlds, "table")))
                .isEqualTo(
                        """
                        demo to meta-helps: seeds: 3; about 34614 to 69228 requests per seed, about 103842 to 207684 in total; a restructured program may make more calls than the seed program (simulated models)
                        207,684 requests at most (program 202560, backward 4320, optimizer 720, meta 84), plus one request for each retry after an unusable reply
                        about 275,634,000 tokens at most, if calls are as long as in the paper (1,300 per call of the program, 2,400 of a critic or an optimizer, 2,500 of the meta model): an estimate
                        no dollars: the models are simulated, and no price applies
                        """);
        assertThat(typed(with(worlds, "json")))
                .isEqualTo(
                        "{\"schemaVersion\":1,\"studies\":[{\"study\":\"demo to meta-helps\",\"simulated\":true,\"seeds\":3,"
                                + "\"maxRequestsByRole\":{\"program\":202560,\"judge\":0,\"backward\":4320,\"optimizer\":720,\"meta\":84},"
                                + "\"maxRequests\":207684,\"mayTakeMore\":true,\"estimatedTokens\":275634000,\"estimatedUsd\":null}],"
                                + "\"maxRequests\":207684,\"estimatedTokens\":275634000}\n");
    }

    /** The same rounds, calls and bytes, whether events travel in memory or on Kafka. */
    @Test
    @Tag("broker")
    void shouldEndOnTheSameBytesOnKafka() throws Exception {
        Path project = project();
        String[] one = {"--seeds", "1", "--methods", "self-consistency", "-o", "json"};
        assertThat(kafka(project, one)).isEqualTo(experiment(project, one));
    }

    private Path project() throws Exception {
        return Files.writeString(
                temp.resolve("p.yaml"),
                DemoTasks.dyck.project().replace("structure-rounds: 0\n", "") + SMALL);
    }

    private String experiment(Path project, String... more) {
        return printed(project, true, more);
    }

    private String kafka(Path project, String... more) {
        return printed(project, false, more);
    }

    private String printed(Path project, boolean local, String... more) {
        java.util.List<String> args =
                new java.util.ArrayList<>(
                        java.util.List.of(
                                "run",
                                "--world",
                                "demo",
                                "--project",
                                project.toString(),
                                "--test-tasks",
                                "10"));
        if (local) args.add("--local");
        args.addAll(java.util.List.of(more));
        return typed(args.toArray(String[]::new));
    }

    private static String[] with(String[] args, String last) {
        return Stream.concat(Stream.of(args), Stream.of(last)).toArray(String[]::new);
    }

    private String typed(String... args) {
        PrintStream console = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(run(args)).as(err.toString()).isZero();
        } finally {
            System.setOut(console);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private int run(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "experiment";
        System.arraycopy(args, 0, all, 1, args.length);
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(err, true));
        return line.execute(all);
    }
}
