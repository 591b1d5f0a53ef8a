package metatextgrad.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.SplitShares;

/** Questions that name their split, so that a leak is visible in any text. */
record Data(int train, int val, int test) {
    static final ProjectId PROJECT = new ProjectId("conformance");
    private static final String SET = "questions";

    static String question(Split split, int number) {
        return split.name().toLowerCase(Locale.ROOT) + " question " + number;
    }

    static String answer(String question) {
        return "the answer to " + question;
    }

    List<TaskSubmitted> tasks() {
        List<TaskSubmitted> tasks = new ArrayList<>();
        add(tasks, Split.TRAIN, train);
        add(tasks, Split.VAL, val);
        add(tasks, Split.TEST, test);
        return List.copyOf(tasks);
    }

    SnapshotSpec snapshot() {
        List<TaskSubmitted> tasks = tasks();
        String hash = SnapshotSpec.hash(tasks.stream().map(TaskSubmitted::id).toList());
        return new SnapshotSpec(PROJECT, SET, tasks.size(), hash, SplitShares.DEFAULT);
    }

    private static void add(List<TaskSubmitted> tasks, Split split, int count) {
        for (int number = 0; number < count; number++) {
            String input = question(split, number);
            String target = answer(input);
            tasks.add(
                    new TaskSubmitted(
                            PROJECT,
                            TaskSubmitted.idOf(PROJECT, input, target),
                            input,
                            target,
                            SET,
                            split,
                            null));
        }
    }
}
