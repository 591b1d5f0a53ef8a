package metatextgrad.task;

import org.jspecify.annotations.Nullable;

/** How one kind of answer is written: text in, its plain form out, so that equals compare equal. */
interface Form {
    /** Null if the text does not have this form. */
    @Nullable String read(String text);
}
