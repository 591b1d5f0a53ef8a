package metatextgrad.experiments.path;

import metatextgrad.model.Program;
import org.jspecify.annotations.Nullable;

/**
 * A program that a search accepted: from then on it may be the result.
 *
 * @param calls the model calls of the search until then
 * @param validation its validation score; null if it was not validated yet
 * @param parent the place of its parent among the accepted programs; -1 for the seed program
 * @param onAllItems whether it is the best one from here on, because the scores before it are of
 *     half of the validation items
 */
public record AcceptedProgram(
        long calls, @Nullable Double validation, Program program, int parent, boolean onAllItems) {
    public AcceptedProgram(long calls, @Nullable Double validation, Program program, int parent) {
        this(calls, validation, program, parent, false);
    }
}
