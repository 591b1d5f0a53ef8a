package metatextgrad.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.Gradient;
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
        Map<Integer, TaskSubmitted> tasks = new TreeMap<>();
        for (TaskBatch batch : batches)
            for (int i = 0; i < batch.tasks().size(); i++)
                tasks.put(batch.first() + i, batch.tasks().get(i));
        List<MissedTask> missed = new ArrayList<>();
        for (GradientComputed item : items) {
            TaskSubmitted task = tasks.get(item.slot().number());
            boolean wrong = item.score().counts() && item.score().value() < 1;
            if (task == null || !wrong || task.input().length() > MAX_TEXT) continue;
            if (item.gradients().isEmpty() || missed.size() == MOST) continue;
            missed.add(
                    new MissedTask(
                            TargetMask.shown(settings, task),
                            end(written(item.gradients(), output))));
        }
        return List.copyOf(missed);
    }

    private static String written(List<Gradient> gradients, String output) {
        return gradients.stream()
                .filter(gradient -> gradient.variable().equals(output))
                .findFirst()
                .orElse(gradients.getFirst())
                .output();
    }

    private static String end(String text) {
        int from = text.length() - MAX_TEXT;
        if (from <= 0) return text;
        return text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
    }
}
