package metatextgrad.simulator.question;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;

/** A family of questions. */
public enum TaskFamily {
    DYCK("dyck"),
    WORD_SORTING("word-sorting"),
    OBJECT_COUNTING("object-counting");

    private final String id;

    TaskFamily(String id) {
        this.id = id;
    }

    @JsonCreator
    static TaskFamily named(String id) {
        return Arrays.stream(values())
                .filter(task -> task.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown task: " + id));
    }

    /** Its name in world files. */
    public String id() {
        return id;
    }
}
