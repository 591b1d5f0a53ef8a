package metatextgrad.experiments.real.tasks;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.demo.HouseTasks;
import metatextgrad.experiments.real.StudyTask;

/** The tasks of the study, in the order in which they are measured. */
public final class StudyTasks {
    private StudyTasks() {}

    /** Returns the tasks that are measured first. */
    public static List<StudyTask> first() {
        return List.of(
                new HouseStudyTask(HouseTasks.cents),
                new HouseStudyTask(HouseTasks.dates),
                PackageTask.sections(),
                FetchedTask.letters());
    }

    /** Returns all tasks. */
    public static List<StudyTask> all() {
        List<StudyTask> all = new ArrayList<>(first());
        all.add(new HouseStudyTask(HouseTasks.pieces));
        all.add(PackageTask.tags());
        all.add(FetchedTask.functions());
        all.add(FetchedTask.mail());
        all.add(FetchedTask.syllogisms());
        return List.copyOf(all);
    }
}
