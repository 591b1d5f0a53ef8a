package metatextgrad.model;

/**
 * Criticism addressed to one variable, with the conversation it is about.
 *
 * @param variable id of the node with the criticised prompt
 * @param text the critique, verbatim
 * @param input the user message of the call
 * @param output the answer of the call
 * @param usedAs the use of the output in the program
 * @param expected the expected answer to the task, empty if it has none
 */
public record Gradient(
        String variable, String text, String input, String output, String usedAs, String expected) {
    public Gradient {
        variable = Text.nonBlank(variable, "variable");
    }
}
