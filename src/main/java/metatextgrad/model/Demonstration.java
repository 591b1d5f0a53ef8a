package metatextgrad.model;

/**
 * A message that a model call got, and its output, in a program that then answered rightly.
 *
 * @param variable id of the node with the prompt
 * @param input the user message of the call
 */
public record Demonstration(String variable, String input, String output) {
    public Demonstration {
        variable = Text.nonBlank(variable, "variable");
    }
}
