package metatextgrad.experiments.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.experiments.PeerJob;
import metatextgrad.experiments.cli.Study;
import metatextgrad.experiments.cli.StudyOptions;
import metatextgrad.experiments.path.AcceptedProgram;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.simulator.http.JdkHttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The peers are replaced by scripts, so that these tests need no Python. */
final class PeerRunnerTest {
    private static final String RESULT =
            "{\"peer\":\"gepa\",\"setting\":\"default-3\",\"seed\":4,\"calls\":70,\"programs\":["
                    + "{\"calls\":0,\"validation\":null,\"prompt\":\"Seed.\",\"parent\":null},"
                    + "{\"calls\":50,\"validation\":0.5,\"prompt\":\"Better.\",\"parent\":0}]}";

    private final Study study = StudyOptions.simulated("demo", 20);
    private final List<String> progress = new ArrayList<>();

    @TempDir private Path temp;

    @Test
    void shouldReadTheProgramsThatAJobAccepted() throws Exception {
        List<SearchPath> paths =
                runner("echo '" + RESULT + "'").measure(List.of(new PeerJob("gepa", "x", 4)));

        SearchPath path = paths.getFirst();
        assertThat(paths).hasSize(1);
        assertThat(List.of(path.method(), path.setting(), path.seed(), path.calls()))
                .isEqualTo(List.of("gepa", "default-3", 4L, 70L));
        assertThat(path.programs())
                .extracting(AcceptedProgram::calls, AcceptedProgram::validation)
                .hasToString("[(0L, null), (50L, 0.5)]");
        assertThat(path.programs())
                .extracting(one -> one.program().trainable().getFirst().prompt().value())
                .containsExactly("Seed.", "Better.");
        assertThat(path.programs()).extracting(AcceptedProgram::parent).containsExactly(-1, 0);
        assertThat(progress).containsExactly("1 of 1 runs of peers");
    }

    @Test
    void shouldGiveEachProcessItsShareOfTheJobsAndTheSameTasks() throws Exception {
        Path seen = temp.resolve("seen");
        String copies =
                "for f in $(dirname \"$2\")/*.jsonl; do cat $f > " + temp + "/$(basename $f); done";
        runner("cat \"$2\" > " + seen + "-$(basename \"$2\"); " + copies)
                .measure(
                        List.of(
                                new PeerJob("gepa", "a", 1),
                                new PeerJob("mipro", "", 2),
                                new PeerJob("gepa", "a", 3)));

        JsonNode first =
                new ObjectMapper().readTree(seen.resolveSibling("seen-study-0.json").toFile());
        assertThat(first.at("/jobs").toString())
                .isEqualTo(
                        "[{\"peer\":\"gepa\",\"setting\":\"a\",\"seed\":1},{\"peer\":\"gepa\",\"setting\":\"a\",\"seed\":3}]");
        assertThat(first.at("/models/program/name").asText()).isEqualTo("sim-student");
        assertThat(first.at("/models/backward/temperature").isNumber()).isTrue();
        assertThat(first.at("/seedPrompt").asText()).startsWith("You complete sequences");
        assertThat(first.at("/calls").asLong()).isEqualTo(100);
        assertThat(Files.readAllLines(temp.resolve("train.jsonl"))).hasSize(50);
        assertThat(Files.readAllLines(temp.resolve("val.jsonl")))
                .hasSize(100)
                .allMatch(line -> line.startsWith("{\"id\":\""));
        assertThat(seen.resolveSibling("seen-study-1.json")).exists();
    }

    @Test
    void shouldReportTheLastLineOfAFailedJob() {
        assertThatThrownBy(
                        () ->
                                runner("echo noise >&2; echo 'OSError: it broke' >&2; exit 1")
                                        .measure(List.of(new PeerJob("gepa", "x", 4))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a peer failed: OSError: it broke");
    }

    @Test
    void shouldStateWhatToInstall() throws Exception {
        PeerScript script = script("echo 'gepa 0.1.4 is needed: pip install -r x' >&2; exit 69");
        assertThatThrownBy(script::check)
                .isInstanceOf(PeersUnavailable.class)
                .hasMessage("gepa 0.1.4 is needed: pip install -r x");
        assertThatThrownBy(() -> new PeerScript(temp.resolve("none")).check())
                .isInstanceOf(PeersUnavailable.class)
                .hasMessageStartingWith("the peers cannot be started: ");
        script("exit 0").check();
    }

    @Test
    void shouldNameThePeersThatAreNotInstalled() throws Exception {
        assertThat(check(temp.resolve("cache")))
                .startsWith("the peers are not installed: ")
                .endsWith("requirements.txt)");
    }

    @Test
    void shouldNameAPeerOfAnotherVersion() throws Exception {
        assumeThat(onPath("python3")).as("python3 is installed").isTrue();
        Path home = Files.createDirectories(temp.resolve("cache/metatextgrad/peers/bin"));
        Path found = Files.createDirectories(temp.resolve("found/gepa-9.9.dist-info"));
        Files.writeString(
                found.resolve("METADATA"), "Metadata-Version: 2.1\nName: gepa\nVersion: 9.9\n");
        executable(
                home.resolve("python"), "PYTHONPATH=" + found.getParent() + " exec python3 \"$@\"");

        assertThat(check(temp.resolve("cache")))
                .startsWith("gepa 0.1.4 is needed, and 9.9 is installed: ")
                .endsWith("requirements.txt");
    }

    /** Returns the only line that the script of the product writes about its peers. */
    private static String check(Path cache) throws Exception {
        ProcessBuilder run =
                new ProcessBuilder(Path.of("peers", "run").toAbsolutePath().toString(), "check");
        run.environment().put("XDG_CACHE_HOME", cache.toString());
        Process process = run.redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isEqualTo(69);
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private static boolean onPath(String command) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "command -v " + command).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }

    /** The same evaluator scores the answers of all methods. */
    @Test
    void shouldScoreAnswersWithTheEvaluatorOfTheProject() throws Exception {
        var task = study.tasks().getFirst();
        try (JdkHttpServer server =
                JdkHttpServer.start(
                        new InetSocketAddress("127.0.0.1", 0),
                        new AnswerScorer(study.project(), study.tasks()))) {
            String right = "Answer: " + task.target();
            assertThat(score(server, task.id().value(), right)).isEqualTo(1);
            assertThat(score(server, task.id().value(), "Answer: [ [")).isZero();
            assertThat(score(server, task.id().value(), "no answer")).isZero();
            assertThat(post(server, "unknown", right).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldRefuseAProjectWithAJudge() {
        Study judged = StudyOptions.simulated("noisy-judge", 20);
        assertThatThrownBy(() -> PeerRunner.check(judged.project()))
                .hasMessage("the evaluator `judge` needs a judge, and the peers have none");
    }

    private double score(JdkHttpServer server, String task, String answer) throws Exception {
        return new ObjectMapper()
                .readTree(post(server, task, answer).body())
                .get("score")
                .asDouble();
    }

    private static HttpResponse<String> post(JdkHttpServer server, String task, String answer)
            throws Exception {
        String body =
                new ObjectMapper()
                        .createObjectNode()
                        .put("task", task)
                        .put("answer", answer)
                        .toString();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(server.baseUrl())
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private PeerRunner runner(String commands) throws Exception {
        return new PeerRunner(
                script(commands),
                study.project(),
                study.tasks(),
                URI.create("http://127.0.0.1:1/v1"),
                null,
                100,
                false,
                2,
                progress::add);
    }

    private PeerScript script(String commands) throws Exception {
        Path file = temp.resolve("run");
        executable(file, commands);
        return new PeerScript(file);
    }

    private static void executable(Path file, String commands) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
