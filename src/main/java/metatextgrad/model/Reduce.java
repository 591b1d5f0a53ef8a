package metatextgrad.model;

/** How the gradients of a batch reach the update prompt. */
public enum Reduce {
    /** Each one whole, in item order. */
    CONCATENATE,
    /** One summary, made by one more call per variable. */
    SUMMARISE
}
