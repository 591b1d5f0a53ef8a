package metatextgrad.optimizer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;

/** The tasks of a batch, which may arrive in parts. Pure. */
final class BatchTasks {
    private BatchTasks() {}

    /** Returns the tasks by the number of their slot. */
    static Map<Integer, TaskSubmitted> bySlot(List<TaskBatch> batches) {
        Map<Integer, TaskSubmitted> tasks = new TreeMap<>();
        for (TaskBatch batch : batches)
            for (int i = 0; i < batch.tasks().size(); i++)
                tasks.put(batch.first() + i, batch.tasks().get(i));
        return tasks;
    }
}
