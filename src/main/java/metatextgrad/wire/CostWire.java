package metatextgrad.wire;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import metatextgrad.events.RoleCost;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;

/** List cost, by role. */
final class CostWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            Cost.class,
                            metatextgrad.events.Cost.class,
                            CostWire::toAvro,
                            CostWire::fromAvro));

    private CostWire() {}

    static metatextgrad.events.Cost toAvro(Cost cost) {
        List<RoleCost> roles = new ArrayList<>();
        cost.roles()
                .forEach(
                        (role, spent) ->
                                roles.add(
                                        new RoleCost(
                                                Names.to(metatextgrad.events.ModelRole.class, role),
                                                spent.requests(),
                                                spent.inputTokens(),
                                                spent.outputTokens())));
        return new metatextgrad.events.Cost(roles);
    }

    static Cost fromAvro(metatextgrad.events.Cost cost) {
        Map<ModelRole, Cost.Spent> roles = new EnumMap<>(ModelRole.class);
        for (RoleCost one : cost.getRoles()) {
            roles.put(
                    Names.to(ModelRole.class, one.getRole()),
                    new Cost.Spent(one.getRequests(), one.getInputTokens(), one.getOutputTokens()));
        }
        return new Cost(roles);
    }
}
