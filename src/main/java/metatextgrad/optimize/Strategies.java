package metatextgrad.optimize;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import metatextgrad.model.Aspect;
import metatextgrad.model.Phase;

/** The strategies on the class path, by name; a user's jar adds its own. Loaded once. */
public final class Strategies {
    private static final Map<String, OptimizerStrategy> ALL = load();

    /** Inner iterations I of the method. */
    private static final int STEPS = 6;

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

    /**
     * A phase of this strategy where nothing else is said; of an unknown one a stub to complain of.
     */
    public static Phase plain(String name) {
        OptimizerStrategy strategy = ALL.get(name);
        return strategy == null
                ? Phase.plain(name, Aspect.PROMPT, STEPS, name)
                : Phase.plain(name, strategy.aspect(), STEPS, strategy.taskDescription())
                        .withMomentum(strategy.momentum());
    }

    /** Their names, sorted. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    private static Map<String, OptimizerStrategy> load() {
        Map<String, OptimizerStrategy> all = new TreeMap<>();
        for (OptimizerStrategy strategy :
                ServiceLoader.load(OptimizerStrategy.class, Strategies.class.getClassLoader())) {
            OptimizerStrategy other = all.put(strategy.name(), strategy);
            if (other != null)
                throw new IllegalStateException(
                        "two strategies are called `%s`: %s and %s"
                                .formatted(
                                        strategy.name(),
                                        other.getClass().getName(),
                                        strategy.getClass().getName()));
        }
        return Collections.unmodifiableMap(all);
    }
}
