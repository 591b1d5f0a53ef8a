package metatextgrad.model.event;

import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;

/** The commands of operators that change what is served. */
public sealed interface RolloutCommand extends Event
        permits ChallengerApproved, ChallengerPromoted, RolledBack {
    ProjectId project();

    /**
     * Serial of the serving table that the operator saw. The command has no effect if a newer table
     * exists.
     */
    Serial seen();

    /** The operator's reason; may be empty. */
    String reason();

    @Override
    default String key() {
        return project().value();
    }
}
