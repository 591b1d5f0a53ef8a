package metatextgrad.json.dataset;

import java.util.List;
import metatextgrad.json.InvalidFile;
import metatextgrad.json.TaskFile;
import metatextgrad.json.TaskRow;
import metatextgrad.model.Text;
import org.jspecify.annotations.Nullable;

/** Another tool whose data sets can be imported. */
public enum DatasetFormat {
    /** Items of a Langfuse data set. */
    LANGFUSE,
    /** Tests of promptfoo. */
    PROMPTFOO,
    /** Examples of DSPy. */
    DSPY;

    /** Whether a data set does not state which field is the right answer. */
    public boolean takesTargetField() {
        return this != LANGFUSE;
    }

    /**
     * Returns the rows of a file, one for each record.
     *
     * @param targetField name of the field with the right answer; null for the default
     * @throws InvalidFile if the file as a whole cannot be read
     */
    public List<TaskRow> rows(String text, @Nullable String targetField) {
        String plain = TaskFile.text(text);
        return switch (this) {
            case LANGFUSE -> LangfuseItems.rows(plain);
            case PROMPTFOO -> PromptfooTests.rows(plain, targetField);
            case DSPY -> DspyExamples.rows(plain, targetField);
        };
    }

    @Override
    public String toString() {
        return Text.lower(this);
    }
}
