package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.testing.Readme;
import metatextgrad.cli.testing.Waits;
import metatextgrad.intake.SplitRule;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for a running system, as the guide shows them. */
@Tag("broker")
final class AlwaysOnTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private static Path temp;
    private static LiveSystem live;

    @BeforeAll
    static void start() throws Exception {
        live = LiveSystem.start(temp, Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        live.close();
    }

    @Test
    void shouldExecuteTheCommandsOfTheGuide() throws Exception {
        List<List<String>> commands =
                Readme.guide(
                        "Start the system",
                        "Define the project",
                        "Send the tasks",
                        "Start a run",
                        "Read the result",
                        "Limit what it may spend");
        assertThat(commands.stream().map(words -> String.join(" ", words).replaceAll(" -.*", "")))
                .startsWith("simulator", "up");
        String run = "";
        List<String> out = new ArrayList<>();
        for (List<String> words : commands.subList(2, commands.size())) {
            MtgCommand.Ended ended = live.mtg().here(here(words, run));
            assertThat(ended.code()).as(words + ended.err()).isZero();
            out.add(ended.out());
            if (!words.contains("start")) continue;
            run = ended.out().strip();
            assertThat(ended.err())
                    .contains(
                            "optimizers: tgd (project file)\n",
                            "; expected calls: at most ",
                            " tokens at most, ",
                            "dollars unknown: the prices of ");
        }

        assertThat(out).hasSize(13);
        // Another test of this system may have defined the project before, for its own tasks.
        assertThat(out.get(0)).matches("project dyck is defined, serial [12]\n");
        assertThat(out.get(1)).isEqualTo("250 tasks sent as set s1, 0 rows skipped\n");
        // A plateau, if there was one, is named between.
        assertThat(out.get(3)).containsPattern("\nfinished: .*mtg runs show " + run + "\n$");
        assertThat(out.get(4))
                .contains(
                        "Better than the seed program: use ",
                        "The best program:\n\nprompt of solve:\n")
                .doesNotContain("{\"");
        assertThat(out.get(4))
                .startsWith(
                        run
                                + "  finished  project dyck, set s1, seed 1\n"
                                + "optimizers: tgd (project file)\n\n");
        assertThat(out.get(5)).containsPattern(run + " +dyck +s1 +1 +finished ");
        assertThat(out.get(6))
                .startsWith("id  ")
                .contains("  tgd   base ")
                .containsPattern("  tgd   (adopted|rejected) ");
        assertThat(out.get(7))
                .startsWith("From the seed program to ")
                .contains(
                        "The steps were selected on the same data",
                        "\ntrain tasks: ",
                        "\ncritique of solve, task ")
                .contains("--- prompt of solve, before step ");
        assertThat(out.get(8))
                .contains(" requests, ", " recorded answers, 0 model calls\n")
                .endsWith(
                        "\n"
                                + "equal: the replay produced the same states and the same final state:"
                                + " finished\n");
        assertThat(out.get(9))
                .startsWith("budget  period  calls ")
                .containsPattern("\ndyck    total   \\d+ of 100000  ")
                .containsPattern("today +\\d+ +0 +0 +\\d+ of 5000000 +- +open\n");
        assertThat(out.get(10))
                .startsWith("budget  period  ")
                .contains("\n*       total  ", "\ndyck ");
        assertThat(out.get(11)).startsWith("model calls of all projects are paused, by ");
        assertThat(out.get(12)).startsWith("model calls of all projects are not paused, by ");
        assertThat(live.mtg().here("prompts", "diff", run).out())
                .startsWith("--- prompt of solve, seed\n+++ prompt of solve, best\n");
        assertThat(again(run)).isEmpty();
        handOver(out.get(6));
        new ServingCommands(live, new ProjectId("dyck")).shouldExecuteTheCommandsOfTheGuide();
        fork(run);
        assertThat(live.mtg().here("projects", "apply", "-f", example("dyck.yaml")).out())
                .isEqualTo(out.get(0).replace("defined", "unchanged"));
        assertThat(live.cluster().all(Topics.PROJECTS, ProjectDefined.class))
                .filteredOn(one -> one.key().equals("dyck"))
                .hasSize(out.get(0).endsWith("1\n") ? 1 : 2);
    }

    /** The fork is not waited for: it would find a program as the run did. */
    private static void fork(String run) throws Exception {
        List<String> lines = new ArrayList<>();
        for (List<String> words : Readme.guide("Fork a run")) {
            MtgCommand.Ended forked = live.mtg().here(here(words, run));
            assertThat(forked.code()).as(words + forked.err()).isZero();
            lines.addAll(forked.out().lines().toList());
        }

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .contains(": fork of run " + run + " at step 6 of ")
                .endsWith(", dry run");
        assertThat(lines.get(1))
                .startsWith("recorded answers end ")
                .contains("; the first new call is in step ");
        assertThat(lines.get(2)).isEqualTo(lines.get(0).replace("dry run", "requested"));
        assertThat(lines.get(3)).isEqualTo(lines.get(1));
    }

    /** An optimizer learned in one project is handed to another. */
    private static void handOver(String listed) throws Exception {
        String[] row =
                listed.lines()
                        .filter(line -> line.matches(".* (adopted|rejected) .*"))
                        .map(line -> line.split(" +"))
                        .findFirst()
                        .orElseThrow();
        String id = row[0];
        String verdict = row[3];
        String file = temp.resolve("learned.json").toString();
        assertThat(live.mtg().here("optimizers", "export", id, "-f", file).err())
                .isEqualTo(
                        "optimizer tgd of project dyck, %s, is written to %s\n"
                                .formatted(verdict, file));
        assertThat(
                        live.mtg()
                                .here(
                                        "optimizers",
                                        "import",
                                        "-f",
                                        copying(file),
                                        "--project",
                                        "dyck")
                                .err())
                .contains(
                        "it copies from a question or an answer: `",
                        "(meta-leak-tokens of project dyck is 8)\n");
        Path yaml = Files.writeString(temp.resolve("taker.yaml"), SmallProject.yaml("taker"));
        assertThat(live.mtg().here("projects", "apply", "-f", yaml.toString()).code()).isZero();

        MtgCommand.Ended clash =
                live.mtg().here("optimizers", "import", "-f", file, "--project", "taker");
        assertThat(clash.code()).isEqualTo(78);
        assertThat(clash.err())
                .isEqualTo(
                        "mtg: project taker already has an optimizer `tgd`: choose another name with --name\n");
        MtgCommand.Ended taken =
                live.mtg()
                        .here(
                                "optimizers",
                                "import",
                                "-f",
                                file,
                                "--project",
                                "taker",
                                "--name",
                                "learned");
        assertThat(taken.code()).as(taken.err()).isZero();
        MtgCommand.Ended again =
                live.mtg()
                        .here(
                                "optimizers",
                                "import",
                                "-f",
                                file,
                                "--project",
                                "taker",
                                "--name",
                                "learned");
        assertThat(again.err()).contains("already submitted: offered");
        assertThat(again.out()).isEqualTo(taken.out());
        assertThat(
                        live.mtg()
                                .here("optimizers", "show", taken.out().strip().substring(0, 10))
                                .out())
                .contains(
                        "  learned  offered\n",
                        "submitted, learned in project dyck, run run-dyck-");
        assertThat(live.mtg().here("optimizers", "diff", id, taken.out().strip()).out()).isEmpty();
        assertThat(live.mtg().here("optimizers", "ls", "--project", "taker").out().lines())
                .hasSize(2);
        assertThat(live.mtg().here("optimizers", "show", "nope").code()).isEqualTo(3);
    }

    /** The same optimizer under another name, with a training item in its description. */
    private static String copying(String file) throws Exception {
        TaskSubmitted item =
                live.cluster().all(Topics.INTAKE_INBOX, TaskSubmitted.class).stream()
                        .filter(task -> task.project().value().equals("dyck"))
                        .filter(task -> SplitRule.split(task, SplitShares.DEFAULT) == Split.TRAIN)
                        .findFirst()
                        .orElseThrow();
        JsonNode optimizer = JSON.readTree(Path.of(file).toFile());
        for (JsonNode named : optimizer.findParents("phases"))
            ((ObjectNode) named).put("name", "copying");
        for (JsonNode phase : optimizer.findParents("task-description"))
            ((ObjectNode) phase).put("task-description", "As in " + item.input());
        Path copying = temp.resolve("copying.json");
        JSON.writeValue(copying.toFile(), optimizer);
        return copying.toString();
    }

    /** The other lines that the second start of a run printed. */
    private static String again(String run) throws Exception {
        MtgCommand.Ended again =
                live.mtg().here("runs", "start", "--project", "dyck", "--set", "s1", "-o", "json");
        assertThat(again.err())
                .contains("run " + run + " already exists: watch it with mtg runs watch " + run);
        assertThat(JSON.readTree(again.out()).get("status").asText()).isEqualTo("exists");
        assertThat(live.cluster().all(Topics.RUN_COMMANDS, RunRequested.class))
                .filteredOn(one -> one.key().equals(run))
                .hasSize(1);
        return again.code() == 0 ? "" : again.err();
    }

    @Test
    void shouldRejectARunThatWouldFailAndReportThatItWaits() throws Exception {
        Path small = Files.writeString(temp.resolve("small.yaml"), SmallProject.yaml("small"));
        Path tasks =
                Files.writeString(
                        temp.resolve("few.jsonl"),
                        """
                        {"input": "a", "target": "b", "split": "train"}
                        {"inputs": "c", "input": "d", "target": "b"}
                        {"input": "e", "target": "b", "split": "val"}
                        """);
        assertThat(live.mtg().here("projects", "apply", "-f", small.toString()).code()).isZero();
        MtgCommand.Ended sent =
                live.mtg()
                        .here(
                                "tasks",
                                "import",
                                "--project",
                                "small",
                                "-f",
                                tasks.toString(),
                                "--set",
                                "few",
                                "--skip-bad");
        assertThat(sent.out()).isEqualTo("2 tasks sent as set few, 1 row skipped\n");
        assertThat(sent.err()).contains("  line 2: unknown field `inputs`. Did you mean `input`?");

        MtgCommand.Ended refused =
                live.mtg()
                        .here(
                                "runs",
                                "start",
                                "--project",
                                "small",
                                "--set",
                                "few",
                                "--tasks",
                                "2");
        assertThat(refused.code()).isEqualTo(78);
        assertThat(refused.err())
                .contains("mtg: the splits are too small: 1 train, 1 val, 0 test;");
        assertThat(refused.out()).isEmpty();
        assertThat(live.cluster().all(Topics.RUN_COMMANDS, RunRequested.class))
                .noneMatch(one -> one.project().id().value().equals("small"));
        try (MtgCommand.Started waiting =
                live.mtg()
                        .start(
                                "runs",
                                "start",
                                "--project",
                                "small",
                                "--set",
                                "few",
                                "--tasks",
                                "3")) {
            Waits.await()
                    .until(
                            () ->
                                    waiting.err()
                                            .contains(
                                                    "2 of 3 tasks of set few have arrived; waiting"));
        }
    }

    @Test
    void shouldEndWithTheRunThatFailed() throws Exception {
        Project project = LoopScenario.project();
        List<TaskSubmitted> onlyTrain = LoopScenario.tasks(project).subList(0, 12);
        live.cluster().send(LoopScenario.request(project, onlyTrain), onlyTrain);

        MtgCommand.Ended watched = live.mtg().here("runs", "watch", "run-1");

        assertThat(watched.code()).as(watched.err()).isEqualTo(1);
        assertThat(watched.out().lines().toList())
                .last()
                .asString()
                .startsWith("failed: the seed program has no score: ");
        assertThat(live.mtg().here("runs", "show", "run-1").out())
                .startsWith(
                        "run-1  failed  project dyck, set scenario, seed 11  the seed program has"
                                + " no score: ")
                .contains(
                        "\noptimizers: tgd (project file), momentum (project file)\n",
                        "requests: 0 answered = 0 model calls + 0 cache hits\n\nThe seed program:\n\nprompt of answer:\n");
    }

    @Test
    void shouldNotWaitForAnUnknownRun() throws Exception {
        for (String verb : List.of("watch", "show")) {
            MtgCommand.Ended ended = live.mtg().here("runs", verb, "nope");
            assertThat(ended.code()).as(ended.err()).isEqualTo(3);
            assertThat(ended.err()).isEqualTo("mtg: no run nope: mtg runs ls lists them\n");
        }
        MtgCommand.Ended imported =
                live.mtg()
                        .here("tasks", "import", "--project", "nope", "-f", example("dyck.jsonl"));
        assertThat(imported.code()).as(imported.err()).isEqualTo(3);
        assertThat(imported.err())
                .isEqualTo("mtg: no project nope: define it with mtg projects apply -f FILE.\n");
        assertThat(live.cluster().all(Topics.TASKS, TaskSubmitted.class))
                .noneMatch(task -> task.key().equals("nope"));
    }

    private static String[] here(List<String> words, String run) {
        return words.stream()
                .map(word -> word.startsWith("examples/") ? example(word.substring(9)) : word)
                .map(word -> word.equals("RUN") ? run : word)
                .toArray(String[]::new);
    }

    private static String example(String name) {
        return Readme.ROOT.resolve("examples").resolve(name).toString();
    }
}
