package metatextgrad.services.gateway.views;

import java.util.Optional;
import java.util.function.Predicate;
import metatextgrad.model.KeptHeaders;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.topics.Topics;
import metatextgrad.view.RecordText;
import metatextgrad.wire.ApplicationRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds the project that the record of a dead letter names. As for intake, a header counts first
 * for a task, and the field for an answer or feedback. Pure.
 */
public final class LetterProject {
    private LetterProject() {}

    /**
     * Returns the project; empty if the record names none that can be read.
     *
     * @param isDefined whether there is a project with this name
     */
    public static Optional<ProjectId> of(DeadLetter letter, Predicate<ProjectId> isDefined) {
        String header = header(letter);
        String field = field(letter);
        boolean task = letter.topic().endsWith(Topics.TASKS.name());
        String first = task ? header : field;
        String second = task ? field : header;
        if (first != null) return id(first);
        if (second != null) return id(second);
        String key = RecordText.of(letter.recordKey());
        return key == null ? Optional.empty() : id(key).filter(isDefined);
    }

    /** Returns the last header that names the project; null if there is none. */
    public static @Nullable String header(DeadLetter letter) {
        String last = null;
        for (KeptHeaders.Header one : letter.headers().kept())
            if (one.name().equals(ApplicationRecord.PROJECT_HEADER))
                last = RecordText.of(one.value());
        return last;
    }

    private static @Nullable String field(DeadLetter letter) {
        String text = RecordText.of(letter.value());
        return text == null ? null : ApiJson.textField(text, "project");
    }

    private static Optional<ProjectId> id(String name) {
        return name.isBlank() ? Optional.empty() : Optional.of(new ProjectId(name));
    }
}
