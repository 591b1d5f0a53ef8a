package metatextgrad.simulator.question;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.Locale;

/** A family of questions. */
public enum TaskFamily {
    DYCK,
    WORD_SORTING,
    OBJECT_COUNTING;

    /** Throws {@link IllegalArgumentException} if there is no such task. */
    @JsonCreator
    public static TaskFamily named(String id) {
        return Arrays.stream(values())
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown task: " + id));
    }

    /** Its name in world files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
