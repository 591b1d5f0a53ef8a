package metatextgrad.llm;

import metatextgrad.model.ModelRole;

/** What a request wants from its model (METHOD §2.4), for reports. */
public enum RequestKind {
    PROGRAM("answers"),
    JUDGE("verdicts"),
    CRITIQUE("critiques"),
    SUMMARY("summaries"),
    PROMPT_REWRITE("rewrites of prompts"),
    PROGRAM_REWRITE("rewrites of programs"),
    DESCRIPTION("descriptions"),
    COMPOSITION("compositions"),
    DIAGNOSIS("patterns of failures");

    private final String replies;

    RequestKind(String replies) {
        this.replies = replies;
    }

    /** Returns the name of its replies, in the plural. */
    public String replies() {
        return replies;
    }

    /**
     * Returns the kind of a request. A phase may ask the meta model for its rewrites, so their
     * place decides.
     *
     * @param place its {@link RequestPath}
     */
    public static RequestKind of(ModelRole role, String place) {
        if (place.startsWith("reduce/")) return SUMMARY;
        if (place.startsWith("update/"))
            return place.equals("update/program") ? PROGRAM_REWRITE : PROMPT_REWRITE;
        return switch (role) {
            case PROGRAM -> PROGRAM;
            case JUDGE -> JUDGE;
            case BACKWARD -> CRITIQUE;
            case OPTIMIZER -> PROMPT_REWRITE;
            case META -> {
                if (place.startsWith("diagnosis/")) yield DIAGNOSIS;
                yield place.startsWith("structure/") ? COMPOSITION : DESCRIPTION;
            }
        };
    }
}
