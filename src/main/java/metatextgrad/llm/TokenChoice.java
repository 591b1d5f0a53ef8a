package metatextgrad.llm;

import java.util.List;

/**
 * A token of a reply, and what the model could have written in its place. Servers send it if the
 * request wants log probabilities.
 *
 * @param probability of the token, from 0 to 1
 * @param others the most probable other tokens
 */
public record TokenChoice(String text, double probability, List<Option> others) {
    /** The most tokens that are kept of a reply, from its end, where the answer is. */
    public static final int MOST = 64;

    /** The most other tokens that are kept of each. */
    public static final int MOST_OTHERS = 5;

    /** A token that the model did not write, with its probability. */
    public record Option(String text, double probability) {}

    public TokenChoice {
        others = List.copyOf(others);
    }
}
