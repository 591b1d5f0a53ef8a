package metatextgrad.model.project;

/** How an evaluator reads an answer (METHOD §3.2). */
public enum AnswerParsing {
    /** The documented grammar on the last {@code Answer:} line. */
    STRICT,
    /** Byte-compatible with TextGrad's scripts, for comparison runs. */
    TEXTGRAD_COMPAT
}
