package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.ModelRole;

/**
 * How many asks each model role has, for people: the program first, no role that has none. Pure.
 */
final class RoleText {
    private RoleText() {}

    /** With the names that people and scripts read, in their order. */
    static Map<String, Long> named(Map<ModelRole, Long> asks) {
        Map<String, Long> named = new TreeMap<>();
        asks.forEach((role, count) -> named.put(role.name().toLowerCase(Locale.ROOT), count));
        return named;
    }

    static String of(Map<String, Long> byRole) {
        List<String> parts = new ArrayList<>();
        for (ModelRole role : ModelRole.values()) {
            String name = role.name().toLowerCase(Locale.ROOT);
            long count = byRole.getOrDefault(name, 0L);
            if (count > 0) parts.add(name + " " + count);
        }
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }
}
