package metatextgrad.experiments.real;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.input.Inputs;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;

/** A task for tests: numbers to double, which the seed prompt does not state. */
record DoubledTask(String name, boolean quotable) implements StudyTask {
    private static final int TRAIN = 4;
    private static final int VAL = 5;
    private static final int TEST = 6;

    @Override
    public boolean hasHeadroom() {
        return true;
    }

    @Override
    public String source() {
        return "this test";
    }

    @Override
    public Project project() {
        return Inputs.project(
                "the test's project",
                """
                id: %s
                evaluator: exact
                question-type: A number is given; the answer is a number.
                program:
                  role: the system prompt of a language model
                  prompt: |-
                    Read the number.
                    The last line of your reply has the form `Answer: ` and then the answer.
                models:
                  program: {name: small, temperature: 0}
                  backward: {name: large, temperature: 0}
                  judge: {name: large}
                  optimizer: {name: large, temperature: 1}
                  meta: {name: large, temperature: 1}
                batch: 1
                prompt-rounds: 0
                structure-rounds: 0
                """
                        .formatted(name));
    }

    @Override
    public String handWritten() {
        return "Write the double of the number.\nThe last line of your reply has the form `Answer: ` and then the answer.";
    }

    @Override
    public int testRows() {
        return TEST;
    }

    @Override
    public StudyRows rows(Path cache) {
        List<TaskSubmitted> tasks = new ArrayList<>();
        for (int number = 1; number <= TRAIN + VAL + TEST; number++)
            tasks.add(
                    new TaskSubmitted(
                            project().id(),
                            new TaskId("number-" + number),
                            String.valueOf(number),
                            String.valueOf(2 * number),
                            "real",
                            number <= TRAIN
                                    ? Split.TRAIN
                                    : number <= TRAIN + VAL ? Split.VAL : Split.TEST,
                            null));
        return StudyRows.of(tasks);
    }
}
