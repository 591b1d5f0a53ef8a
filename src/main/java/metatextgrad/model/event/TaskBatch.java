package metatextgrad.model.event;

import java.util.List;
import metatextgrad.model.Failure;
import metatextgrad.model.Program;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.project.LoopSettings;
import org.jspecify.annotations.Nullable;

/**
 * Ordered tasks, the program to run on them, and the loop's settings; or a refusal.
 *
 * @param first number of the slot of the first task
 * @param of number of places of the whole split in this snapshot
 * @param refused why the request can never be filled; null for a batch
 */
public record TaskBatch(
        StepRef stepRef,
        Split split,
        int first,
        int of,
        List<TaskSubmitted> tasks,
        Program program,
        LoopSettings settings,
        @Nullable TaskSubmitted draw,
        @Nullable Failure refused)
        implements BatchReply {
    public TaskBatch {
        tasks = List.copyOf(tasks);
    }

    /** One item per slot, in slot order. */
    public List<Item> items() {
        List<Item> items = new java.util.ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            items.add(
                    new Item(stepRef, new Slot(split, first + i), tasks.get(i), program, settings));
        }
        return List.copyOf(items);
    }
}
