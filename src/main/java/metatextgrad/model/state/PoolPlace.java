package metatextgrad.model.state;

import metatextgrad.model.Row;

/**
 * The place of a task in the pool of its project.
 *
 * @param slot number of its slot, from 0
 */
public record PoolPlace(int slot) implements Row {}
