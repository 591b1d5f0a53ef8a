package metatextgrad.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.ScoreAggregated.MissedTask;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.redact.TargetMask;

/** Selects the training tasks of a step that show the meta model what goes wrong. Pure. */
final class MissedTasks {
    private static final int MOST = 8;

    /** Longer questions are left out; of a longer output the end counts. */
    private static final int MAX_TEXT = 2_000;

    private MissedTasks() {}

    /**
     * Returns the first tasks of a batch with a wrong answer, in item order; without private
     * targets.
     */
    static List<MissedTask> of(
            LoopSettings settings,
            List<TaskBatch> batches,
            List<GradientComputed> items,
            String output) {
        Map<Integer, TaskSubmitted> tasks = BatchTasks.bySlot(batches);
        List<MissedTask> missed = new ArrayList<>();
        for (GradientComputed item : items) {
            TaskSubmitted task = tasks.get(item.slot().number());
            boolean wrong = item.score().counts() && item.score().value() < 1;
            if (task == null || !wrong || task.input().length() > MAX_TEXT) continue;
            String written = written(item, output);
            if (written.isEmpty() || missed.size() == MOST) continue;
            missed.add(new MissedTask(TargetMask.shown(settings, task), end(written)));
        }
        return List.copyOf(missed);
    }

    /** Returns what the answering call wrote; empty if neither critiques nor answers have it. */
    private static String written(GradientComputed item, String output) {
        if (item.gradients().isEmpty()) return LabelledAnswers.given(item, output);
        return item.gradients().stream()
                .filter(gradient -> gradient.variable().equals(output))
                .findFirst()
                .orElse(item.gradients().getFirst())
                .output();
    }

    private static String end(String text) {
        int from = text.length() - MAX_TEXT;
        if (from <= 0) return text;
        return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }
}
