package metatextgrad.model;

/** What a phase of an optimizer improves. */
public enum Aspect {
    STRUCTURE,
    PROMPT,
    DEMOS
}
