package metatextgrad.candidate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import metatextgrad.json.Suggestions;
import metatextgrad.prompt.PromptTemplate;

/**
 * Checks that a node's template shows only its inputs. The template engine also knows sections,
 * partials and properties of values, and a specification must not use them.
 */
final class TemplateRules {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

    private static final Pattern SINGLE = Pattern.compile("(?<!\\{)\\{\\w+}(?!})");

    private TemplateRules() {}

    static List<String> check(String node, List<String> inputs, String template) {
        List<String> errors = new ArrayList<>();
        Set<String> places = new LinkedHashSet<>();
        PLACE.matcher(template).results().map(MatchResult::group).forEach(places::add);
        for (String place : places) {
            String name = place.substring(2, place.length() - 2);
            if (inputs.contains(name)) continue;
            errors.add(
                    "the template of node `%s` shows `%s`, which is none of its inputs.%s It can show %s."
                            .formatted(
                                    node,
                                    place,
                                    Suggestions.didYouMean(name, inputs),
                                    places(inputs)));
        }
        for (String input : inputs) {
            if (!places.contains("{{" + input + "}}"))
                errors.add(
                        "the template of node `%s` never shows `%s`: write `{{%s}}` where it goes%s"
                                .formatted(node, input, input, single(template)));
        }
        if (errors.isEmpty()) errors.addAll(checkFill(node, inputs, template));
        return errors;
    }

    private static String places(List<String> inputs) {
        return inputs.stream()
                .map(input -> "`{{" + input + "}}`")
                .collect(Collectors.joining(" and "));
    }

    /**
     * Returns a hint for a placeholder in the syntax of other template languages, which is plain
     * text here.
     */
    private static String single(String template) {
        Matcher place = SINGLE.matcher(template);
        return place.find() ? ", not `" + place.group() + "`" : "";
    }

    private static List<String> checkFill(String node, List<String> inputs, String template) {
        Map<String, String> values = new TreeMap<>();
        inputs.forEach(input -> values.put(input, ""));
        try {
            PromptTemplate.of(template).fill(values);
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of("node `%s`: %s".formatted(node, e.getMessage()));
        }
    }
}
