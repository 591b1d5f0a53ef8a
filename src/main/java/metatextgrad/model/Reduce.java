package metatextgrad.model;

/** How the gradients of a batch enter the update prompt. */
public enum Reduce {
    /** Each gradient in full, in item order. */
    CONCATENATE,
    /** One summary, from one more call per variable. */
    SUMMARISE
}
