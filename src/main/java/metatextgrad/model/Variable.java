package metatextgrad.model;

/**
 * One text of a program, and its purpose.
 *
 * @param role the role description: mandatory, since prompts contain it
 * @param trainable whether an optimizer may rewrite it
 */
public record Variable(String value, String role, boolean trainable) {
    private static final int SHORT_WORDS = 20;

    public Variable {
        value = Text.nonBlank(value, "variable value");
        role = Text.nonBlank(role, "role description");
    }

    public Variable withValue(String text) {
        return new Variable(text, role, trainable);
    }

    /** The whole text up to 20 words, else its first and last 10 (METHOD §2.1). */
    public static String shortValue(String text) {
        String[] words = text.split(" ", -1);
        if (words.length <= SHORT_WORDS) return text;
        String head = String.join(" ", java.util.Arrays.copyOfRange(words, 0, SHORT_WORDS / 2));
        String tail =
                String.join(
                        " ",
                        java.util.Arrays.copyOfRange(
                                words, words.length - SHORT_WORDS / 2, words.length));
        return head + " (...) " + tail;
    }
}
