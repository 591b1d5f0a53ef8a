package metatextgrad.cli.demo;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.benchmark.TaskGenerator;
import metatextgrad.json.Resources;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.event.TaskSubmitted;

/** Tasks of one kind that are generated, and a project for these tasks. */
public sealed interface GeneratedTasks permits DemoTasks, HouseTasks {
    TaskGenerator generator();

    /** Returns the name of the family on the command line. */
    @Override
    String toString();

    /** Returns the family's project.yaml. */
    default String project() {
        return Resources.text("/projects/" + this + ".yaml");
    }

    /** Generates tasks of one set, with splits by position. */
    default List<TaskSubmitted> tasks(
            ProjectId project, String set, int train, int val, int test, long seed) {
        List<TaskSubmitted> tasks = generator().generate(project, set, train + val + test, seed);
        List<TaskSubmitted> split = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            Split to = i < train ? Split.TRAIN : i < train + val ? Split.VAL : Split.TEST;
            split.add(tasks.get(i).withSplit(to));
        }
        return split;
    }
}
