package metatextgrad.evaluator;

import org.jspecify.annotations.Nullable;

/**
 * The form of one kind of answer: it turns text into a normal form, so that equal answers compare
 * equal.
 */
interface Form {
    /** Returns null if the text does not have this form. */
    @Nullable String read(String text);
}
