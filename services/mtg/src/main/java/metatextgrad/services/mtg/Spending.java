package metatextgrad.services.mtg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;

/** A list cost in words and as JSON. Pure. */
final class Spending {
    private Spending() {}

    /** In one line: asks by role, then tokens. */
    static String of(Cost cost) {
        if (cost.roles().isEmpty()) return "nothing asked";
        List<String> roles = new ArrayList<>();
        cost.roles().forEach((role, spent) -> roles.add(spent.asks() + " " + name(role)));
        Cost.Spent total = cost.total();
        return "%d asks (%s), %d tokens in, %d out"
                .formatted(
                        total.asks(),
                        String.join(", ", roles),
                        total.inputTokens(),
                        total.outputTokens());
    }

    static ObjectNode json(Cost cost) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        for (Map.Entry<ModelRole, Cost.Spent> role : cost.roles().entrySet()) {
            json.putObject(name(role.getKey()))
                    .put("asks", role.getValue().asks())
                    .put("inputTokens", role.getValue().inputTokens())
                    .put("outputTokens", role.getValue().outputTokens());
        }
        return json;
    }

    private static String name(ModelRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
