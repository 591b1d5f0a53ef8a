package metatextgrad.model;

/** What one model call of a program said. Outputs of pure nodes are computed again, never kept. */
public record NodeOutput(String node, int part, String text) {}
