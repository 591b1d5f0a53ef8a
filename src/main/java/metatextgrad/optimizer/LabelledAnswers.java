package metatextgrad.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.evaluator.RightReply;
import metatextgrad.model.Demonstration;
import metatextgrad.model.Score;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TrialStart;
import metatextgrad.strategy.LabelledAnswer;

/** Joins the answers of a batch with the right answers of its tasks. Pure. */
final class LabelledAnswers {
    private LabelledAnswers() {}

    /**
     * Returns the answers that the optimizer may read, in item order; none for a step that shows
     * critiques. Of a step of evidence, the last tasks of the batch are kept back: they decide
     * about the proposal.
     */
    static List<LabelledAnswer> of(
            TrialStart plan, List<GradientComputed> items, List<TaskBatch> batches) {
        if (plan.operator().kind().showsCritiques()) return List.of();
        Map<Integer, TaskSubmitted> tasks = BatchTasks.bySlot(batches);
        int shown = plan.operator().kind().shown(plan.settings().batch());
        List<LabelledAnswer> answers = new ArrayList<>();
        for (GradientComputed item : items) {
            TaskSubmitted task = tasks.get(item.slot().number());
            if (task == null || task.target() == null || !item.score().counts()) continue;
            if (item.slot().number() >= shown) continue;
            answers.add(answer(plan, item, task, task.target()));
        }
        return answers;
    }

    private static LabelledAnswer answer(
            TrialStart plan, GradientComputed item, TaskSubmitted task, String target) {
        return new LabelledAnswer(
                task.input(),
                given(item, plan.program().output()),
                target,
                RightReply.of(plan.settings().evaluator(), plan.settings().reading(), task)
                        .orElse(""),
                item.score().outcome() == Score.Outcome.CORRECT,
                item.demonstrations());
    }

    /** Returns the output of the call that gives the answer, else of the last recorded call. */
    static String given(GradientComputed item, String output) {
        List<Demonstration> calls = item.demonstrations();
        return calls.stream()
                .filter(call -> call.variable().equals(output))
                .findFirst()
                .or(() -> calls.reversed().stream().findFirst())
                .map(Demonstration::output)
                .orElse("");
    }
}
