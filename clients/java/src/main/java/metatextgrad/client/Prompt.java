package metatextgrad.client;

import org.jspecify.annotations.Nullable;

/**
 * The prompt that answers one unit. Immutable.
 *
 * @param unit the user if there is one, else the task
 * @param serial of the serving table that chose it
 * @param role {@code champion}, {@code challenger} or {@code former}
 * @param probability with which units get this version, 0 to 1
 * @param text the prompt of a program with one model call; null if the program has several
 * @param program the whole program as JSON; null if the table has the version only
 */
public record Prompt(
        String unit,
        long serial,
        String version,
        String role,
        double probability,
        @Nullable String text,
        @Nullable String program) {}
