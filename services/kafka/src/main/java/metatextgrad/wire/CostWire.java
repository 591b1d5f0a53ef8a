package metatextgrad.wire;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import metatextgrad.events.RoleCost;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;

/** Maps list costs to and from Avro, which has no maps with enums as keys. */
final class CostWire {
    private CostWire() {}

    static metatextgrad.events.Cost toAvro(Cost cost) {
        List<RoleCost> roles = new ArrayList<>();
        cost.roles()
                .forEach(
                        (role, spent) ->
                                roles.add(
                                        new RoleCost(
                                                FieldConversions.constant(
                                                        role, metatextgrad.events.ModelRole.class),
                                                spent.requests(),
                                                spent.inputTokens(),
                                                spent.outputTokens(),
                                                spent.estimated(),
                                                spent.millis())));
        return new metatextgrad.events.Cost(roles);
    }

    static Cost fromAvro(metatextgrad.events.Cost cost) {
        Map<ModelRole, Cost.Spent> roles = new EnumMap<>(ModelRole.class);
        for (RoleCost one : cost.getRoles()) {
            roles.put(
                    FieldConversions.constant(one.getRole(), ModelRole.class),
                    new Cost.Spent(
                            one.getRequests(),
                            one.getInputTokens(),
                            one.getOutputTokens(),
                            one.getEstimated(),
                            one.getMillis()));
        }
        return new Cost(roles);
    }
}
