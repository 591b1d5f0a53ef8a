package metatextgrad.experiments;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import metatextgrad.llm.LanguageModel;
import metatextgrad.model.Program;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;

/**
 * Whole runs of one project, whose results are scored on tasks that no run has seen. It shows how
 * often a run publishes a program that is worse than its seed program. Thread-safe.
 */
public final class FloorStudy {
    private final Project project;
    private final LanguageModel model;
    private final List<TaskSubmitted> fresh;
    private final Map<String, Double> scores = new ConcurrentHashMap<>();

    /**
     * A finished run.
     *
     * @param seed mean score of the seed program on the fresh tasks
     * @param published mean score of the result on the same tasks
     * @param isSeed whether the result is the seed program
     */
    public record FloorRun(double seed, double published, boolean isSeed) {
        public double difference() {
            return published - seed;
        }
    }

    /**
     * @param model a model that can be called by many threads
     * @param fresh a set of tasks; only its test tasks are used
     */
    public FloorStudy(Project project, LanguageModel model, List<TaskSubmitted> fresh) {
        this.project = project;
        this.model = model;
        this.fresh = List.copyOf(fresh);
    }

    /**
     * Executes a whole run on these tasks, and scores its result.
     *
     * @param number seed of the run
     * @throws IllegalStateException if the run fails
     */
    public FloorRun run(long number, List<TaskSubmitted> tasks) {
        RunTrace run = task(number, tasks).whole();
        Program published = LearningTask.best(run).program();
        return new FloorRun(
                score(project.seed()), score(published), published.equals(project.seed()));
    }

    /** Scores each program once: many runs end on the seed program. */
    private double score(Program program) {
        return scores.computeIfAbsent(
                program.id().value(),
                any -> MethodOutcome.mean(task(0, fresh).test("fresh", program)));
    }

    private LearningTask task(long number, List<TaskSubmitted> tasks) {
        return new LearningTask(
                new Transfer.Side(project, tasks),
                number,
                new LocalExperimentEnvironment(model, tasks));
    }
}
