package metatextgrad.experiments.real;

import java.nio.file.Path;
import metatextgrad.model.project.Project;

/** A task of the table of real models: its project, its rows, and a prompt written by hand. */
public interface StudyTask {
    String name();

    /** Returns whether a better prompt can gain; a control has nothing to gain. */
    boolean hasHeadroom();

    /** Returns where the rows come from, and their licence, in one line. */
    String source();

    /** Returns the project with the seed prompt. Its models are replaced by those of the study. */
    Project project();

    /** Returns a prompt that a person wrote who knows the rule of the task. */
    String handWritten();

    /** Returns the most test rows. */
    int testRows();

    /** Returns whether the results may show texts of the rows, such as worked examples do. */
    default boolean quotable() {
        return true;
    }

    /**
     * Returns the rows.
     *
     * @param cache the folder for data that is fetched
     * @throws DataUnavailable if they cannot be had here
     */
    StudyRows rows(Path cache) throws DataUnavailable;
}
