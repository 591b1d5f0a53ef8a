package metatextgrad.services.gateway.chat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the declared placeholders of prompts, such as {@code {{customer}}}, from {@code metadata}.
 * Other braces stay: an optimizer may write any text, and a prompt with an example in braces must
 * not refuse requests.
 *
 * @param names the declared placeholders
 */
public record PromptVariables(List<String> names, CompletionRequest request) {
    private static final Pattern PLACE =
            Pattern.compile("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_]*)\\s*}}");

    /**
     * Fills a text. A value is inserted once.
     *
     * @throws InvalidChat that names the first missing value
     */
    public String fill(String text) {
        if (names.isEmpty()) return text;
        Matcher places = PLACE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            String name = places.group(1);
            String value = names.contains(name) ? value(name) : places.group();
            places.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return places.appendTail(filled).toString();
    }

    private String value(String name) {
        String value = request.metadata(name);
        if (value == null)
            throw new InvalidChat(
                    "metadata." + name,
                    "the prompt needs the variable `%s`: send it as `metadata.%s`"
                            .formatted(name, name));
        return value;
    }
}
