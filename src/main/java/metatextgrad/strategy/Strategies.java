package metatextgrad.strategy;

import java.util.List;
import java.util.NavigableMap;
import metatextgrad.model.Aspect;
import metatextgrad.model.Phase;
import metatextgrad.plugin.NamedPlugins;

/**
 * The strategies on the class path, by name. A user's jar adds its own. Loaded once. Thread-safe.
 */
public final class Strategies {
    private static final NavigableMap<String, OptimizerStrategy> ALL =
            NamedPlugins.load(OptimizerStrategy.class, "strategies", OptimizerStrategy::name);

    /** The default number of inner iterations I. */
    private static final int STEPS = 6;

    private Strategies() {}

    /**
     * Returns the strategy of this name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the known names
     */
    public static OptimizerStrategy named(String name) {
        OptimizerStrategy strategy = ALL.get(name);
        if (strategy == null)
            throw new IllegalArgumentException(
                    "no strategy " + name + "; there are " + ALL.keySet());
        return strategy;
    }

    /**
     * Returns a phase of this strategy with default settings. For an unknown strategy it returns a
     * stub that the rules reject.
     */
    public static Phase plain(String name) {
        OptimizerStrategy strategy = ALL.get(name);
        return strategy == null
                ? Phase.plain(name, Aspect.PROMPT, STEPS, name)
                : Phase.plain(name, strategy.aspect(), STEPS, strategy.taskDescription())
                        .withMomentum(strategy.momentum());
    }

    /** Returns what one step of this strategy does; nothing for an unknown strategy. */
    public static String step(String name) {
        OptimizerStrategy strategy = ALL.get(name);
        return strategy == null ? "" : strategy.step() + " ";
    }

    /** Returns of how many past steps this strategy shows refused edits; 0 for an unknown one. */
    public static int refusalWindow(String name) {
        OptimizerStrategy strategy = ALL.get(name);
        return strategy == null ? 0 : strategy.refusalWindow();
    }

    /** Returns whether a step of this strategy sends questions; true for an unknown strategy. */
    public static boolean sendsQuestions(String name) {
        OptimizerStrategy strategy = ALL.get(name);
        return strategy == null || strategy.sendsQuestions();
    }

    /** Returns whether steps of this strategy follow operators; false for an unknown strategy. */
    public static boolean hasOperators(String name) {
        OptimizerStrategy strategy = ALL.get(name);
        return strategy != null && strategy.hasOperators();
    }

    /** Returns the names of the strategies, sorted. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }
}
