package metatextgrad.model;

/** What people do to what is served. */
public sealed interface RolloutCommand extends Event
        permits ChallengerApproved, ChallengerPromoted, RolledBack {
    ProjectId project();

    /** The serving table that somebody looked at; once there is another one, it does nothing. */
    Serial seen();

    /** Why, in the words of whoever did it; may be empty. */
    String reason();

    @Override
    default String key() {
        return project().value();
    }
}
