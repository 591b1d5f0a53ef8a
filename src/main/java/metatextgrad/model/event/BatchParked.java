package metatextgrad.model.event;

import metatextgrad.model.Split;
import metatextgrad.model.StepRef;

/**
 * A batch request that has to wait for tasks. The batch will come, and no deadline runs until then
 * (RELIABILITY §5 rules 4, 8).
 *
 * @param first number of the first requested slot
 * @param reason what the request waits for, as text for people
 */
public record BatchParked(StepRef stepRef, Split split, int first, String reason)
        implements BatchReply {}
