package metatextgrad.services.gateway.settings;

/** What happens to the system message of a client when the prompt of a project serves. */
public enum SystemPolicy {
    /** The prompt takes its place. */
    REPLACE,
    /** The prompt comes before it. */
    PREPEND,
    /** The prompt comes after it. */
    APPEND;

    private static final String BETWEEN = "\n\n";

    /** Returns the text of the system message. */
    public String join(String prompt, String own) {
        if (own.isBlank()) return prompt;
        return switch (this) {
            case REPLACE -> prompt;
            case PREPEND -> prompt + BETWEEN + own;
            case APPEND -> own + BETWEEN + prompt;
        };
    }
}
