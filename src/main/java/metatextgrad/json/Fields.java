package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses unknown fields, so that a misspelt field is reported instead of ignored. */
final class Fields {
    private Fields() {}

    static void requireKnown(JsonNode object, Collection<String> known) {
        List<String> unknown = new ArrayList<>();
        object.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(known);
        if (unknown.size() == 1)
            throw new IllegalArgumentException(
                    JsonProblem.unknown(unknown.getFirst(), List.copyOf(known)));
        if (!unknown.isEmpty())
            throw new IllegalArgumentException(
                    unknown.stream()
                            .sorted()
                            .map(name -> "`" + name + "`" + meant(name, known))
                            .collect(Collectors.joining(", ", "unknown fields ", "")));
    }

    private static String meant(String name, Collection<String> known) {
        return Suggestions.closest(name, known).map(" (did you mean `%s`?)"::formatted).orElse("");
    }
}
