package metatextgrad.model.state;

import metatextgrad.model.Row;

/** Number of tasks in the pool of a project. */
public record PoolCount(int tasks) implements Row {}
