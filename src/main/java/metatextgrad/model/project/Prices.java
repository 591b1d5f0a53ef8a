package metatextgrad.model.project;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import org.jspecify.annotations.Nullable;

/**
 * A dated price table. A model that is not in it has no price: its calls are counted in tokens and
 * never estimated in dollars.
 *
 * @param asOf the day on which these prices were valid
 * @param models prices by the exact model name in requests
 */
public record Prices(LocalDate asOf, SortedMap<String, Price> models) {
    /** A table without models. */
    public static final Prices NONE = new Prices(LocalDate.EPOCH, new TreeMap<>());

    public Prices {
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    }

    /** This table with only these models, as far as they have a price. */
    public Prices only(Collection<String> names) {
        SortedMap<String, Price> some = new TreeMap<>(models);
        some.keySet().retainAll(names);
        return new Prices(asOf, some);
    }

    /**
     * The spend of this cost.
     *
     * @param models the model name of each role
     */
    public Spend spend(Cost cost, Function<ModelRole, String> models) {
        long micros = 0;
        for (Map.Entry<ModelRole, Cost.Spent> role : cost.roles().entrySet()) {
            Price price = of(models.apply(role.getKey()));
            Cost.Spent spent = role.getValue();
            if (price != null) micros += price.micros(spent.inputTokens(), spent.outputTokens());
        }
        Cost.Spent total = cost.total();
        long tokens = total.inputTokens() + total.outputTokens();
        Spend spend = new Spend(total.requests(), tokens, micros);
        return total.estimated() ? spend.asEstimate() : spend;
    }

    public @Nullable Price of(String model) {
        return models.get(model);
    }

    /** The price of a model that others use in a role, for estimates with models without one. */
    public Price usual(ModelRole role) {
        return requireNonNull(of(role == ModelRole.PROGRAM ? "gpt-4o-mini" : "gpt-4o"));
    }
}
