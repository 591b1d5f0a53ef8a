package metatextgrad.services.gateway.settings;

/** What a gateway key may do. */
public enum Scope {
    /** Call models, also through the program of a project. */
    SERVE,
    /** Send tasks and feedback. */
    FEED,
    /** Read prompts. */
    READ,
    /** Change what serves. No route of this version needs it. */
    OPERATE
}
