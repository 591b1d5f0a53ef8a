package metatextgrad.modelclient;

/** The parameters of a request that some servers refuse. */
enum RequestParameter {
    TEMPERATURE("temperature"),
    TOP_P("top_p"),
    MAX_TOKENS("max_tokens"),
    MAX_COMPLETION_TOKENS("max_completion_tokens"),
    REASONING_EFFORT("reasoning_effort"),
    SEED("seed"),
    RESPONSE_FORMAT("response_format");

    private final String field;

    RequestParameter(String field) {
        this.field = field;
    }

    /** Returns its name in the body of a request. */
    String field() {
        return field;
    }
}
