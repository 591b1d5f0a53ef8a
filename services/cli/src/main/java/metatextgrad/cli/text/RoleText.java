package metatextgrad.cli.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.model.ModelRole;

/**
 * Requests per model role, as text: the program first, without roles that have no requests. Pure.
 */
public final class RoleText {
    private RoleText() {}

    public static String of(Map<ModelRole, Long> byRole) {
        List<String> parts = new ArrayList<>();
        for (ModelRole role : ModelRole.values()) {
            long count = byRole.getOrDefault(role, 0L);
            if (count > 0) parts.add(Texts.lower(role) + " " + count);
        }
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }
}
