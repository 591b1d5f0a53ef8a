package metatextgrad.experiments;

/** What the task description of an optimizer in an {@link OracleStudy} is. */
public enum OracleDescription {
    /** Names the skills that matter most in the world, three at most, and no other. */
    IDEAL,
    /** The description of the base optimizer, unchanged. */
    BASE,
    /** About the task, and names no skill. */
    VAGUE,
    /** Ideal for another task. */
    WRONG_TASK,
    /** About something else entirely, as long as the ideal one. */
    PLACEBO
}
