package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;

/** Cost without reuse, by model role: for people in one line, and for JSON. Pure. */
final class Spending {
    private Spending() {}

    /** Requests and tokens of one role. */
    record OfRole(long requests, long inputTokens, long outputTokens) {}

    static Map<ModelRole, OfRole> of(Cost cost) {
        Map<ModelRole, OfRole> roles = new EnumMap<>(ModelRole.class);
        cost.roles()
                .forEach(
                        (role, spent) ->
                                roles.put(
                                        role,
                                        new OfRole(
                                                spent.asks(),
                                                spent.inputTokens(),
                                                spent.outputTokens())));
        return roles;
    }

    /** In one line: requests by role, then tokens. */
    static String text(Cost cost) {
        if (cost.roles().isEmpty()) return "no requests";
        List<String> roles = new ArrayList<>();
        cost.roles().forEach((role, spent) -> roles.add(spent.asks() + " " + Texts.lower(role)));
        Cost.Spent total = cost.total();
        return "%d requests (%s), %d tokens in, %d out"
                .formatted(
                        total.asks(),
                        String.join(", ", roles),
                        total.inputTokens(),
                        total.outputTokens());
    }
}
