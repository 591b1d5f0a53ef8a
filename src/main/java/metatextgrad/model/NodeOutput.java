package metatextgrad.model;

/**
 * The output of one model call of a program. Outputs of pure nodes are computed again and never
 * stored.
 */
public record NodeOutput(String node, int part, String text) {}
