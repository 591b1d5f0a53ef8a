package metatextgrad.model.state;

import metatextgrad.model.Row;
import metatextgrad.model.TaskId;

/** A task of which something is due at the time in its key. */
public record TaskDue(TaskId task) implements Row {}
