package metatextgrad.model.event;

import metatextgrad.model.Program;
import metatextgrad.model.Slot;
import metatextgrad.model.StepRef;
import metatextgrad.model.project.LoopSettings;

/** One slot as it flows through the loop: its task, the program, and the loop's settings. */
public record Item(
        StepRef stepRef, Slot slot, TaskSubmitted task, Program program, LoopSettings settings) {
    /** The key of the events about this item. */
    public String key() {
        return stepRef.trial().value();
    }
}
