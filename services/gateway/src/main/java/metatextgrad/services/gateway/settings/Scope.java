package metatextgrad.services.gateway.settings;

/** What a gateway key may do. */
public enum Scope {
    /** Call models, also through the program of a project. */
    SERVE,
    /** Send tasks, answers and feedback. */
    FEED,
    /** Read prompts, projects, runs and what happens to them. */
    READ,
    /** Decide what serves, and pause and cancel runs. */
    OPERATE
}
