package metatextgrad.services.gateway.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import metatextgrad.json.Ids;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Text;
import org.jspecify.annotations.Nullable;

/** Reads fields of the gateway's file. Problems name the place and the reason, in one line. */
final class RuleFields {
    private static final String ALL = "*";

    private RuleFields() {}

    static void known(String place, JsonNode object, Set<String> fields) {
        if (!object.isObject()) throw new IllegalArgumentException(place + " must be an object");
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!fields.contains(name))
                                throw new IllegalArgumentException(
                                        "%s has the unknown field `%s`; known are %s"
                                                .formatted(
                                                        place,
                                                        name,
                                                        fields.stream().sorted().toList()));
                        });
    }

    static JsonNode list(String place, JsonNode list) {
        if (!list.isArray() && !list.isMissingNode())
            throw new IllegalArgumentException(place + " must be a list");
        return list;
    }

    static List<String> texts(String place, JsonNode list) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : list(place, list)) {
            if (!one.isTextual()) throw new IllegalArgumentException(place + " must have texts");
            texts.add(one.asText());
        }
        return texts;
    }

    static String text(String place, String field, JsonNode object) {
        String text = optional(place, field, object);
        if (text == null) throw new IllegalArgumentException(place + " has no `" + field + "`");
        return text;
    }

    static @Nullable String optional(String place, String field, JsonNode object) {
        JsonNode value = object.path(field);
        if (value.isMissingNode()) return null;
        if (!value.isTextual() || value.asText().isBlank())
            throw new IllegalArgumentException("%s.%s must be a text".formatted(place, field));
        return value.asText();
    }

    /** Reads {@code projects} and {@code scopes}. */
    static Rights rights(String place, JsonNode object) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : texts(place + ".scopes", object.path("scopes")))
            scopes.add(choice(place + ".scopes", Scope.class, name));
        Set<ProjectId> projects = new HashSet<>();
        List<String> names = texts(place + ".projects", object.path("projects"));
        for (String name : names) if (!name.equals(ALL)) projects.add(id(name));
        return new Rights(scopes, names.contains(ALL), projects);
    }

    static ProjectId id(String name) {
        return new ProjectId(Ids.check("project", name));
    }

    static <E extends Enum<E>> E choice(String place, Class<E> type, String name) {
        for (E one : type.getEnumConstants()) if (Text.lower(one).equals(name)) return one;
        throw new IllegalArgumentException(
                "%s must be one of %s, not `%s`"
                        .formatted(
                                place,
                                EnumSet.allOf(type).toString().toLowerCase(Locale.ROOT),
                                name));
    }
}
