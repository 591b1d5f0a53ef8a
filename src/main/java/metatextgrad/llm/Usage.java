package metatextgrad.llm;

/** Tokens of one call as the model's server reported them. */
public record Usage(long inputTokens, long outputTokens) {
    public static final Usage NONE = new Usage(0, 0);
}
