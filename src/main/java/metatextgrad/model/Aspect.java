package metatextgrad.model;

/** The aspect of a program that an optimizer phase improves. */
public enum Aspect {
    STRUCTURE,
    PROMPT,
    DEMOS
}
