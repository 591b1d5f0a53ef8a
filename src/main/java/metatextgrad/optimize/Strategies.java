package metatextgrad.optimize;

import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The strategies on the class path, by name; a user's jar adds its own. Loaded once. */
public final class Strategies {
    private static final Map<String, OptimizerStrategy> ALL = load();

    private Strategies() {}

    /**
     * The strategy of this name.
     *
     * @throws IllegalArgumentException if there is none; lists the names there are
     */
    public static OptimizerStrategy named(String name) {
        OptimizerStrategy strategy = ALL.get(name);
        if (strategy == null)
            throw new IllegalArgumentException(
                    "no strategy " + name + "; there are " + ALL.keySet());
        return strategy;
    }

    private static Map<String, OptimizerStrategy> load() {
        Map<String, OptimizerStrategy> all = new TreeMap<>();
        for (OptimizerStrategy strategy :
                ServiceLoader.load(OptimizerStrategy.class, Strategies.class.getClassLoader())) {
            all.put(strategy.name(), strategy);
        }
        return Collections.unmodifiableMap(all);
    }
}
