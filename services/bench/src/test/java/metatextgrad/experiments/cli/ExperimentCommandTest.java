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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code mtg experiment} as users type it. */
final class ExperimentCommandTest {
    /** A small race, with two optimizers and a round of each kind. */
    private static final String RACE =
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

    /** The search of the paper, which makes fewer requests than a race. */
    static final String SMALL = RACE + "mode: paper\n";

    private final StringWriter err = new StringWriter();

    @TempDir private Path temp;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run | mtg: an experiment needs --project and --tasks, or --world (or --worlds) for simulated models",
                "run --world demo --seeds 0 | mtg: --seeds must be 1 or more",
                "run --world demo --methods tdg | mtg: unknown method `tdg`. Known: zero-shot, k-shot, self-consistency, best-of-n, tgd, adas, meta-prompt, structure, metatextgrad, paper-search, pareto, restarts, restarts-by-dollars, placebo, random-structure",
                "run --world demo --meta-effect 2 | mtg: meta-effect must be from 0 to 1, not 2.0",
                "run --world demo --worlds 2 | mtg: --world and --worlds cannot be combined",
                "run --worlds -1 | mtg: --worlds must not be negative",
                "run --meta-effect 1 --project p --tasks t | mtg: --meta-effect needs simulated models: add --world",
                "run --world demo --test-tasks 1000000 | mtg: --test-tasks must be in 1..9850, not 1000000",
                "run --world demo --world-seeds 2 --seeds 2 | mtg: --world-seeds needs --local and simulated models",
                "run --world demo --world-seeds 2 --seeds 20 --local | mtg: --world-seeds must be 1, or not fewer than --seeds: two seeds with one draw are not two independent rows",
                "run --project examples/dyck.yaml --tasks examples/dyck.jsonl --simulator-seed 2 | mtg: --simulator-seed needs simulated models: add --world",
                "run --project examples/dyck.yaml --tasks examples/dyck.jsonl --task all | mtg: --task and --test-tasks generate tasks: remove them, or --tasks",
                "run --world demo --expect over:restarts | mtg: an expectation is KIND:METHOD, such as above:restarts, not `over:restarts`. Known kinds: above, contains-0, not-below, does-not-fall",
                "run --world demo --methods none --expect above:k-shot | mtg: --expect above:k-shot: the experiment does not compare with `k-shot`",
                "run --world demo --expect does-not-fall:tgd | mtg: --expect does-not-fall needs several values of --meta-effect",
                "run --world demo --task dcyk | mtg: unknown task `dcyk`. Did you mean `dyck`? Known: dyck, word-sorting, object-counting",
                "amortised --world demo --learn 0 | mtg: --seeds, --learn and --apply must be 1 or more",
                "amortised --world demo --expect above:tgd | mtg: --expect above:tgd: expected is above, contains-0 or not-below of base or restarts",
                "floor --world demo --runs 0 | mtg: --runs must be 1 or more",
                "floor --world demo --items 9851 | mtg: --items must be in 1..9850, not 9851",
                "floor --world demo --task dcyk | mtg: unknown task `dcyk`. Did you mean `dyck`? Known: dyck, word-sorting, object-counting",
                "coverage --studies 0 | mtg: --studies must be 1 or more",
                "peers --world demo --seeds 0 | mtg: --seeds must be 1 or more",
                "peers --world demo --calls 0,100 | mtg: --calls must be 1 or more",
                "real --seeds 0 | mtg: --seeds must be 1 or more",
                "real --calls 0 | mtg: --calls must be 1 or more",
                "real --dry-run --report | mtg: --dry-run and --report cannot be combined",
                "real --task cent | mtg: unknown task `cent`. Did you mean `cents`? Known: cents, dates, sections, letters, pieces, tags, functions, mail, syllogisms",
                "real --row our | mtg: Invalid value for option '--row' (NAME): unknown row `our`. Did you mean `ours`? Known: seed, hand, examples, restarts, gepa, mipro, capo, ours, ours-learned, seed-on-large, ours-on-large. See mtg experiment real --help.",
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
                        "tgd",
                        "adas",
                        "metatextgrad",
                        "restarts (control)",
                        "restarts-by-dollars (control)",
                        "placebo (control)",
                        "random-structure (control)",
                        "",
                        "against one run of each base optimizer (as the paper)",
                        "",
                        "metatextgrad minus",
                        "tgd",
                        "adas",
                        "",
                        "against the same number of calls",
                        "",
                        "metatextgrad minus",
                        "restarts",
                        "restarts-by-dollars",
                        "placebo",
                        "random-structure",
                        "",
                        "cost against metatextgrad");
        assertThat(table.lines()).last().isEqualTo("1 seed, at least 8 are needed for a verdict.");
        assertThat(table).contains("The models were simulated (world demo)");
    }

    @Test
    void shouldWriteAPageThatNeedsNoOtherFile() throws Exception {
        String page = experiment(project(), "--seeds", "1", "--methods", "none", "-o", "html");
        assertThat(page)
                .startsWith("<!DOCTYPE html>\n")
                .endsWith("</html>\n")
                .contains("<h1>metaTextGrad and its controls in demo</h1>")
                .contains("<th>method</th>", "<td>metatextgrad</td>")
                .doesNotContain("<script", "http://", "https://");
        assertThat(page.split("<svg", -1)).hasSize(4);
    }

    @Test
    void shouldForecastTheCallsOfPeers() {
        assertThat(typed("peers", "--world", "demo", "--seeds", "3", "--dry-run"))
                .isEqualTo(
                        "demo: 57 runs of other optimizers with about 142,500 calls, a run of metatextgrad for each seed, and at most 288,000 calls for test scores\n");
    }

    @Test
    void shouldForecastTheRunsThatMayEndBelowTheirSeedProgram() {
        assertThat(typed("floor", "--world", "demo", "--runs", "10", "--items", "100", "--dry-run"))
                .startsWith(
                        "demo: runs: 10, fresh tasks: 100; about 72590 to 145180 requests in total;")
                .contains("\n145,180 requests at most (");
    }

    /** A checkout has the peers; the classes alone have not. */
    @Test
    void shouldMeasureOurSearchWithoutPeersAndStateWhy() throws Exception {
        Path project = project();
        String[] words = {
            "peers",
            "--world",
            "demo",
            "--project",
            project.toString(),
            "--seeds",
            "1",
            "--calls",
            "100,300",
            "--test-tasks",
            "10"
        };
        String table = typed(words);
        assertThat(table.lines().map(line -> line.split(" {2,}")[0]))
                .containsExactly(
                        "demo, test after calls",
                        "metatextgrad",
                        "",
                        "Without other optimizers: this installation includes no peers: use a checkout of the project",
                        "The models were simulated (world demo): the result does not predict results on your task.");
    }

    @Test
    void shouldForecastTheSizeWithoutARequest() throws Exception {
        Path project = project(RACE);
        String[] two = {"--dry-run", "--seeds", "2", "--methods", "tgd", "-o"};
        assertThat(experiment(project, with(two, "table")))
                .isEqualTo(
                        """
                        demo: methods: 7, seeds: 2; 160 tasks: 50 train, 100 val, 10 test; about 29149 to 58298 requests per seed, about 58298 to 116596 in total; a restructured program may make more calls than the seed program (simulated models)
                        116,596 requests at most (program 93904, backward 20736, optimizer 1728, meta 228), plus one request for each retry after an unusable reply
                        about 176,558,800 tokens at most, if calls are as long as in the paper (1,300 per call of the program, 2,400 of a critic or an optimizer, 2,500 of the meta model): an estimate
                        no dollars: the models are simulated, and no price applies
                        """);
        assertThat(experiment(project, with(two, "json")))
                .isEqualTo(
                        "{\"schemaVersion\":1,\"studies\":[{\"study\":\"demo\",\"simulated\":true,\"seeds\":2,"
                                + "\"maxRequestsByRole\":{\"program\":93904,\"judge\":0,\"backward\":20736,\"optimizer\":1728,\"meta\":228},"
                                + "\"maxRequests\":116596,\"mayTakeMore\":true,\"estimatedTokens\":176558800,\"estimatedUsd\":null}],"
                                + "\"maxRequests\":116596,\"estimatedTokens\":176558800}\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldCompareAllTaskFamiliesInALineEach() {
        assertThat(typed("run", "--world", "demo", "--task", "all", "--dry-run").lines())
                .filteredOn(line -> line.contains("methods: "))
                .extracting(line -> line.split(":")[0])
                .containsExactly("demo/dyck", "demo/word-sorting", "demo/object-counting");
    }

    @Test
    void shouldPrintWhatAnExpectationCameTo() throws Exception {
        String table =
                experiment(
                        project(),
                        "--seeds",
                        "1",
                        "--methods",
                        "none",
                        "--expect",
                        "above:restarts");
        assertThat(table.lines().toList().getLast())
                .startsWith("above:restarts  demo")
                .endsWith("undecided: 1 seeds, 8 are needed");
    }

    @Test
    void shouldSumTheForecastsOfSeveralWorlds() {
        assertThat(typed("run", "--worlds", "2", "--methods", "none", "--dry-run").lines())
                .hasSize(11)
                .last()
                .isEqualTo("all 2: 2,088,288 requests at most, about 3,094,857,600 tokens");
    }

    @Test
    void shouldForecastATransferWithoutARequest() {
        String[] worlds = {"transfer", "--from", "demo", "--to", "meta-helps", "--dry-run", "-o"};
        assertThat(typed(with(worlds, "table")))
                .isEqualTo(
                        """
                        demo to meta-helps: seeds: 8; about 48840 to 97680 requests per seed, about 390720 to 781440 in total; a restructured program may make more calls than the seed program (simulated models)
                        781,440 requests at most (program 662080, backward 112320, optimizer 6240, meta 800), plus one request for each retry after an unusable reply
                        about 1,147,248,000 tokens at most, if calls are as long as in the paper (1,300 per call of the program, 2,400 of a critic or an optimizer, 2,500 of the meta model): an estimate
                        no dollars: the models are simulated, and no price applies
                        """);
        assertThat(typed(with(worlds, "json")))
                .isEqualTo(
                        "{\"schemaVersion\":1,\"studies\":[{\"study\":\"demo to meta-helps\",\"simulated\":true,\"seeds\":8,"
                                + "\"maxRequestsByRole\":{\"program\":662080,\"judge\":0,\"backward\":112320,\"optimizer\":6240,\"meta\":800},"
                                + "\"maxRequests\":781440,\"mayTakeMore\":true,\"estimatedTokens\":1147248000,\"estimatedUsd\":null}],"
                                + "\"maxRequests\":781440,\"estimatedTokens\":1147248000}\n");
    }

    private Path project() throws Exception {
        return project(SMALL);
    }

    private Path project(String search) throws Exception {
        return Files.writeString(
                temp.resolve("p.yaml"),
                DemoTasks.dyck.project().replace("structure-rounds: 0\n", "") + search);
    }

    private String experiment(Path project, String... more) {
        String[] demo = {
            "run",
            "--world",
            "demo",
            "--project",
            project.toString(),
            "--test-tasks",
            "10",
            "--local"
        };
        return typed(Stream.of(demo, more).flatMap(Stream::of).toArray(String[]::new));
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
