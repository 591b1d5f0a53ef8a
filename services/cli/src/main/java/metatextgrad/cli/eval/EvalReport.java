package metatextgrad.cli.eval;

import java.util.List;
import metatextgrad.cli.text.ProgramDiff;
import metatextgrad.cli.text.StyledView;
import metatextgrad.cli.text.TextTable.Style;
import metatextgrad.model.Cost;
import metatextgrad.model.Program;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.VersionId;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.statistics.PairedDifference;
import metatextgrad.statistics.ScoreAggregation;
import metatextgrad.view.RunComparison;
import org.jspecify.annotations.Nullable;

/**
 * How the prompt of a project file compares with another one on the same tasks. Pure.
 *
 * @param version of the prompt in the project file
 * @param baseline how the user named the other prompt
 * @param changed false if both prompts are the same: then no task is scored
 * @param tasks in the file
 * @param difference mean score of the prompt minus that of the baseline, with its 95 % interval,
 *     over the tasks that have both scores; null if the prompts are the same
 * @param better tasks on which the prompt scored higher
 * @param worse tasks on which it scored lower
 * @param verdict better, worse or no gain, by the interval; unchanged if the prompts are the same
 * @param bound null if the user set none
 * @param lost the tasks on which the prompt scored lower, in their order
 * @param diff of the prompts, in lines
 */
record EvalReport(
        String project,
        String version,
        String baseline,
        String baselineVersion,
        boolean changed,
        int tasks,
        ScoreStats score,
        ScoreStats baselineScore,
        @Nullable PairedDifference difference,
        int better,
        int worse,
        String verdict,
        @Nullable EvalBound bound,
        EvalCost cost,
        List<LostTask> lost,
        List<String> diff)
        implements StyledView {
    /** A task on which the prompt scored lower. */
    record LostTask(String task, double score, double baselineScore) {}

    /** Returns the report of a prompt that equals the baseline. */
    static EvalReport unchanged(
            Project project, EvalBaseline baseline, int tasks, @Nullable Double bound) {
        return new EvalReport(
                project.id().value(),
                VersionId.of(project.id(), project.seed()).value(),
                baseline.name(),
                VersionId.of(project.id(), baseline.program()).value(),
                false,
                tasks,
                ScoreStats.EMPTY,
                ScoreStats.EMPTY,
                null,
                0,
                0,
                "unchanged",
                bound == null ? null : new EvalBound(bound, true, null),
                EvalCost.NONE,
                List.of(),
                List.of());
    }

    /**
     * Returns the report of a comparison.
     *
     * @param modelCalls attempts that were billed, or may have been
     * @param bound null if the user set none
     */
    static EvalReport of(
            Project project,
            EvalBaseline baseline,
            List<TaskComparison> tasks,
            long modelCalls,
            Prices prices,
            @Nullable Double bound) {
        List<Score> now = tasks.stream().map(task -> task.now().score()).toList();
        List<Score> before = tasks.stream().map(task -> task.before().score()).toList();
        PairedDifference difference = PairedDifference.of(now, before);
        List<LostTask> lost =
                tasks.stream().filter(task -> gain(task) < 0).map(EvalReport::lost).toList();
        Program program = project.seed();
        return new EvalReport(
                project.id().value(),
                VersionId.of(project.id(), program).value(),
                baseline.name(),
                VersionId.of(project.id(), baseline.program()).value(),
                true,
                tasks.size(),
                ScoreAggregation.of(now),
                ScoreAggregation.of(before),
                difference,
                (int) tasks.stream().filter(task -> gain(task) > 0).count(),
                lost.size(),
                RunComparison.verdict(difference),
                bound == null ? null : EvalBound.of(bound, difference),
                EvalCost.of(modelCalls, cost(tasks), project.loop(), prices),
                lost,
                ProgramDiff.between("baseline", baseline.program(), "this prompt", program));
    }

    /** Whether there is no bound, or the prompt is shown to lose no more than it allows. */
    boolean passed() {
        return bound == null || bound.passed();
    }

    private static double gain(TaskComparison task) {
        Score now = task.now().score();
        Score before = task.before().score();
        return now.counts() && before.counts() ? now.value() - before.value() : 0;
    }

    private static LostTask lost(TaskComparison task) {
        return new LostTask(
                task.task().value(), task.now().score().value(), task.before().score().value());
    }

    private static Cost cost(List<TaskComparison> tasks) {
        return tasks.stream().map(TaskComparison::billed).reduce(Cost.NONE, Cost::plus);
    }

    @Override
    public List<String> text(Style style) {
        EvalText text = new EvalText(this);
        return style == Style.MARKDOWN ? text.markdown() : text.lines();
    }
}
