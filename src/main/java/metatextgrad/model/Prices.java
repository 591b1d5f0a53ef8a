package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A dated price table. A model that is not in it has no price: it is counted in tokens, never
 * guessed in dollars.
 *
 * @param asOf the day these were the prices
 * @param models by the exact name a request asks for
 */
public record Prices(LocalDate asOf, SortedMap<String, Price> models) {
    /** Of no model. */
    public static final Prices NONE = new Prices(LocalDate.EPOCH, new TreeMap<>());

    public Prices {
        requireNonNull(asOf, "asOf is null");
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    }

    /** Of these models alone, as far as they have one. */
    public Prices only(Collection<String> names) {
        SortedMap<String, Price> some = new TreeMap<>(models);
        some.keySet().retainAll(names);
        return new Prices(asOf, some);
    }

    public @Nullable Price of(String model) {
        return models.get(model);
    }
}
