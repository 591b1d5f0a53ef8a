package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import metatextgrad.cli.testing.Waits;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.model.RunId;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunState;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An open run follows commands: it pauses, adds an optimizer, resumes, or ends. */
@Tag("broker")
final class SteeringTest {
    /** Long enough for a command to come before the run's end. */
    private static final Duration MODEL = Duration.ofMillis(200);

    @TempDir private static Path temp;
    private static LiveSystem live;

    @BeforeAll
    static void start() throws Exception {
        live = LiveSystem.start(temp, MODEL);
        live.define("small");
    }

    @AfterAll
    static void stop() {
        live.close();
    }

    @Test
    void shouldPauseAddAnOptimizerAndContinueToTheEnd() throws Exception {
        String run = begin(1);
        assertThat(live.mtg().done("runs", "pause", run, "--as", "ada", "--reason", "night"))
                .isEqualTo(
                        "sent pause to "
                                + run
                                + ": answers to earlier requests are still recorded\n");
        live.await(run, RunState.Status.PAUSED);
        assertThat(live.mtg().done("runs", "show", run)).contains("paused by ada: night");
        Waits.looking()
                .until(() -> asked() == answered() && live.simulator().calls().inFlight() == 0);
        MtgCommand.Ended early = live.mtg().here("replay", "--run", run);
        assertThat(early.code()).isEqualTo(78);
        assertThat(early.err())
                .endsWith(
                        "mtg: run %s has not ended, so more events may follow: mtg runs watch %s\n"
                                .formatted(run, run));
        leave(run);
        long calls = live.simulator().calls().calls();
        assertThat(live.mtg().done("runs", "pause", run, "--as", "ada"))
                .isEqualTo(
                        "sent pause to "
                                + run
                                + ": the run is already paused, so only a resume that it has not handled yet is undone\n");

        assertThat(live.mtg().done("runs", "propose", run, "-f", twice()))
                .startsWith("optimizer twice is submitted to run " + run);

        assertThat(live.simulator().calls().calls()).isEqualTo(calls);
        live.mtg().done("runs", "resume", run, "--as", "bob");
        live.await(run, RunState.Status.FINISHED);
        RunId id = new RunId(run);
        assertThat(commands(run))
                .containsExactly(
                        new RunPaused(id, "night", "ada"),
                        new RunPaused(id, "", "ada"),
                        new RunResumed(id, "", "bob"));
        assertThat(verdicts(run, "twice"))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.submitted()).isTrue();
                            assertThat(one.verdict())
                                    .isIn(
                                            OptimizerVersion.Verdict.ADOPTED,
                                            OptimizerVersion.Verdict.REJECTED);
                            assertThat(one.score()).isNotNull();
                        });
        assertThat(live.simulator().calls().byContent().values()).containsOnly(1L);
        assertThat(live.mtg().done("replay", "--run", run))
                .contains(", 0 model calls\n")
                .endsWith(
                        "\n"
                                + "equal: the replay produced the same states and the same final state:"
                                + " finished\n");
        MtgCommand.Ended late = live.mtg().here("runs", "propose", run, "-f", twice());
        assertThat(late.code()).isEqualTo(78);
        assertThat(late.err())
                .isEqualTo(
                        "mtg: run %s has ended (finished): submit the optimizer to the next run with mtg optimizers import\n"
                                .formatted(run));
    }

    @Test
    void shouldEndARunThatIsCancelled() throws Exception {
        String run = begin(2);
        live.mtg().done("runs", "cancel", run, "--as", "ada", "--reason", "the wrong set");
        live.await(run, RunState.Status.CANCELLED);
        assertThat(commands(run))
                .containsExactly(new RunCancelled(new RunId(run), "the wrong set", "ada"));
        Waits.looking()
                .until(() -> asked() == answered() && live.simulator().calls().inFlight() == 0);
        assertThat(live.mtg().done("runs", "cancel", run))
                .isEqualTo("run " + run + " is already cancelled\n");
        assertThat(live.mtg().done("runs", "show", run))
                .startsWith(run + "  cancelled  project small, set ")
                .contains(", seed 2  ada cancelled it while ", ": the wrong set")
                // Whether the seed program has its score by then is a matter of moments.
                .containsPattern("\n(The best program so far, |The seed program:)");
        assertThat(live.mtg().done("replay", "--run", run))
                .endsWith(
                        "\n"
                                + "equal: the replay produced the same states, up to where the run was"
                                + " cancelled\n");
        MtgCommand.Ended resumed = live.mtg().here("runs", "resume", run);
        assertThat(resumed.code()).isEqualTo(78);
        assertThat(resumed.err())
                .isEqualTo(
                        "mtg: run %s has ended (cancelled): there is nothing to resume\n"
                                .formatted(run));
    }

    @Test
    void shouldForecastARunWithoutARequest() {
        long calls = live.simulator().calls().calls();
        assertThat(live.run("small", 9, "--dry-run"))
                .startsWith(SmallProject.TASKS + " tasks (")
                .contains("; expected calls: at most ", "\nabout ")
                .endsWith("have none for sim-critic, sim-meta, sim-optimizer, sim-student");
        MtgCommand.Ended json =
                live.mtg()
                        .here(
                                "runs",
                                "start",
                                "--project",
                                "small",
                                "--set",
                                "s",
                                "--dry-run",
                                "-o",
                                "json");
        assertThat(json.err()).contains("optimizers: tgd (", "preflight: targets: ");
        assertThat(live.mtg().done("runs", "ls")).doesNotContain("-9 ");
        assertThat(live.simulator().calls().calls()).isEqualTo(calls);
    }

    /** Ends a watcher by a signal, as Ctrl-C does. */
    private static void leave(String run) throws Exception {
        try (MtgCommand.Started watch = live.mtg().start("runs", "watch", run)) {
            Waits.await().until(() -> Files.readString(watch.outFile()).contains("paused"));
            watch.process().destroy();
            assertThat(watch.end().err())
                    .endsWith(
                            "run %s continues; to end it: mtg runs cancel %s\n"
                                    .formatted(run, run));
        }
    }

    /** Starts a run and waits until its first calls are in flight. */
    private static String begin(int seed) {
        long before = live.simulator().calls().calls();
        String run = live.run("small", seed);
        Waits.await().until(() -> live.simulator().calls().calls() > before);
        return run;
    }

    private static String twice() throws Exception {
        return Files.writeString(
                        temp.resolve("twice.json"),
                        """
                        {"format": "mtg-optimizer/1",
                         "optimizer": {"name": "twice", "phases": [
                           {"strategy": "tgd", "steps": 1, "task-description": "Improve it."},
                           {"strategy": "tgd", "steps": 1, "task-description": "Improve it again."}]}}
                        """)
                .toString();
    }

    private static List<OptimizerVersion> verdicts(String run, String name) {
        return live.cluster().all(Topics.OPTIMIZERS, OptimizerVersion.class).stream()
                .filter(one -> one.run() != null && one.run().value().equals(run))
                .filter(one -> one.spec().name().equals(name))
                .toList();
    }

    /** Returns the commands to a run after its start, as they are on the topic. */
    private static List<RunCommand> commands(String run) {
        return live.cluster().all(Topics.RUN_COMMANDS, RunCommand.class).stream()
                .filter(one -> one.run().value().equals(run))
                .toList();
    }

    private static long asked() {
        return live.cluster().all(Topics.LLM_REQUESTS, LlmRequest.class).size();
    }

    private static long answered() {
        return List.of(Requester.values()).stream()
                .mapToLong(
                        requester ->
                                live.cluster()
                                        .all(Topics.responses(requester), LlmResponse.class)
                                        .size())
                .sum();
    }
}
