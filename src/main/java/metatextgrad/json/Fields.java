package metatextgrad.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses unknown fields, so that a misspelt field is reported instead of ignored. */
final class Fields {
    /** A message names this many unknown fields. */
    private static final int MOST = 10;

    private static final String GROUP = "group";
    private static final String USER = "user";

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
                            .limit(MOST)
                            .map(name -> "`" + name + "`" + meant(name, known))
                            .collect(
                                    Collectors.joining(
                                            ", ",
                                            "unknown fields ",
                                            unknown.size() > MOST
                                                    ? " and %d more"
                                                            .formatted(unknown.size() - MOST)
                                                    : "")));
    }

    /**
     * Returns the object with the field `user` under its other name, `group`.
     *
     * @throws IllegalArgumentException if it has both
     */
    static ObjectNode withGroup(ObjectNode object) {
        if (!object.has(USER)) return object;
        if (object.has(GROUP))
            throw new IllegalArgumentException("`user` is another name for `group`: send one");
        ObjectNode renamed = object.deepCopy();
        renamed.set(GROUP, renamed.remove(USER));
        return renamed;
    }

    private static String meant(String name, Collection<String> known) {
        return Suggestions.closest(name, known).map(" (did you mean `%s`?)"::formatted).orElse("");
    }
}
