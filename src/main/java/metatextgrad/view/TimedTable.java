package metatextgrad.view;

import java.time.Instant;
import metatextgrad.model.event.PromptsServed;

/**
 * A serving table and the time of its record.
 *
 * @param at in whole milliseconds
 */
public record TimedTable(PromptsServed table, Instant at) {}
