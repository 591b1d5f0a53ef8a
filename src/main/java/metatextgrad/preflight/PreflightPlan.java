package metatextgrad.preflight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import metatextgrad.candidate.CallCount;
import metatextgrad.evaluator.Evaluators;
import metatextgrad.intake.SplitRule;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Split;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;

/**
 * The calls that a preflight makes: the seed program answers a few training rows. Pure.
 *
 * @param rows training rows, drawn by hash
 * @param criticRows how many of them the critic answers too; 0 if it is the task model
 * @param callsPerRow calls of the seed program for one row, at most
 * @param skipped why no row is answered; empty if rows are
 */
public record PreflightPlan(
        List<TaskSubmitted> rows, int criticRows, int callsPerRow, String skipped) {
    /** The most calls of a preflight. */
    public static final int MOST_CALLS = 40;

    private static final int MOST_ROWS = 12;
    private static final int MOST_CRITIC_ROWS = 8;

    /** Fewer rows would decide by accident. */
    private static final int LEAST_ROWS = 4;

    /** Who answers, and how. */
    public enum Part {
        /** The task model at temperature 0. */
        COLD,
        /** The task model at temperature 1. */
        WARM,
        /** The critic at temperature 0, with the prompts of the task model. */
        CRITIC
    }

    /**
     * One row to answer.
     *
     * @param row position among the rows of the plan
     */
    public record Request(Part part, int row, TaskSubmitted task, LoopSettings settings) {}

    public PreflightPlan {
        rows = List.copyOf(rows);
    }

    /** Returns the plan for a project with these tasks, of which only training rows are read. */
    public static PreflightPlan of(Project project, Collection<TaskSubmitted> tasks) {
        int calls = CallCount.of(project.seed()).program();
        if (Evaluators.of(project.loop().evaluator()).requests())
            return new PreflightPlan(
                    List.of(), 0, calls, "the evaluator needs a judge, whose calls cost more");
        List<TaskSubmitted> labelled =
                train(project, tasks).stream().filter(task -> task.target() != null).toList();
        int rows = Math.min(MOST_ROWS, labelled.size());
        while (rows > 0 && calls * (2 * rows + criticRows(project, rows)) > MOST_CALLS) rows--;
        if (rows < LEAST_ROWS)
            return new PreflightPlan(
                    List.of(),
                    0,
                    calls,
                    labelled.size() < LEAST_ROWS
                            ? "fewer than %d training rows have a right answer"
                                    .formatted(LEAST_ROWS)
                            : "one answer takes up to %d calls, and %d calls measure too few rows"
                                    .formatted(calls, MOST_CALLS));
        List<TaskSubmitted> drawn =
                labelled.stream()
                        .sorted(
                                Comparator.comparing(
                                        task -> ContentHash.of("preflight", task.id().value())))
                        .limit(rows)
                        .toList();
        return new PreflightPlan(drawn, criticRows(project, rows), calls, "");
    }

    /** Returns the training rows among the tasks. */
    static List<TaskSubmitted> train(Project project, Collection<TaskSubmitted> tasks) {
        return tasks.stream()
                .filter(task -> SplitRule.split(task, project.shares()) == Split.TRAIN)
                .toList();
    }

    private static int criticRows(Project project, int rows) {
        ModelSpec task = project.loop().model(ModelRole.PROGRAM);
        ModelSpec critic = project.loop().model(ModelRole.BACKWARD);
        return critic.key().equals(task.key())
                ? 0
                : Math.min(MOST_CRITIC_ROWS, Math.ceilDiv(2 * rows, 3));
    }

    /** Returns the most calls. */
    public int calls() {
        return callsPerRow * (2 * rows.size() + criticRows);
    }

    /** Returns the rows to answer, part by part. */
    public List<Request> requests(Project project) {
        List<Request> requests = new ArrayList<>();
        for (Part part : Part.values()) {
            LoopSettings settings = settings(project.loop(), part);
            int count = part == Part.CRITIC ? criticRows : rows.size();
            for (int row = 0; row < count; row++)
                requests.add(new Request(part, row, rows.get(row), settings));
        }
        return requests;
    }

    private static LoopSettings settings(LoopSettings loop, Part part) {
        ModelSpec model = loop.model(part == Part.CRITIC ? ModelRole.BACKWARD : ModelRole.PROGRAM);
        // Servers of reasoning models take no temperature.
        if (model.temperature() != null) model = model.withTemperature(part == Part.WARM ? 1.0 : 0);
        Map<ModelRole, ModelSpec> models = new EnumMap<>(loop.models());
        models.put(ModelRole.PROGRAM, model);
        return loop.withModels(models);
    }
}
