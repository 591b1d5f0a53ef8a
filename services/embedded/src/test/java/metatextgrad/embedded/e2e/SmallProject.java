package metatextgrad.embedded.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import metatextgrad.cli.testing.Readme;

/** A project on the simulator whose runs are short: a race of the same optimizer is not. */
public final class SmallProject {
    /** How many tasks its runs have. */
    public static final int TASKS = 100;

    private SmallProject() {}

    public static String yaml(String id) {
        return """
               id: %s
               evaluator: token-sequence
               question-type: A sequence of brackets is given; the answer is the brackets that close it.
               program:
                 role: the system prompt of a language model that completes bracket sequences
                 prompt: |-
                   You complete sequences of brackets. Think, then answer.
                   End with a line `Answer: ` and then the answer.
               acceptance: paper
               skip-correct: false
               prompt-rounds: 1
               structure-rounds: 0
               mode: paper
               optimizers:
                 - name: tgd
                   phases: [{steps: 2}]
               models:
                 program: {name: sim-student}
                 backward: {name: sim-critic}
                 judge: {name: sim-judge}
                 optimizer: {name: sim-optimizer}
                 meta: {name: sim-meta}
               """
                .formatted(id);
    }

    /** Returns the command that starts a run of a project on its tasks, sent as set {@code s}. */
    public static String[] start(String project, String... more) {
        Stream<String> words =
                Stream.of(
                        "runs", "start", "--project", project, "--set", "s", "--tasks", "" + TASKS);
        return Stream.concat(words, Stream.of(more)).toArray(String[]::new);
    }

    /** Writes the tasks of a run, and returns the file. */
    public static Path tasks(Path folder) throws IOException {
        Path all = Readme.ROOT.resolve("examples/dyck.jsonl");
        return Files.write(
                folder.resolve("dyck-%d.jsonl".formatted(TASKS)),
                Files.readAllLines(all).subList(0, TASKS));
    }
}
