package metatextgrad.plugin;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/** Loads the implementations of an extension point, built-in ones and those of users' jars. */
public final class NamedPlugins {
    private NamedPlugins() {}

    /**
     * Returns all implementations by name.
     *
     * @param kind what they are, in the plural, for error messages
     * @throws IllegalStateException if two have the same name
     */
    public static <P> NavigableMap<String, P> load(
            Class<P> type, String kind, Function<P, String> name) {
        TreeMap<String, P> all = new TreeMap<>();
        for (P plugin : ServiceLoader.load(type, type.getClassLoader())) {
            P other = all.put(name.apply(plugin), plugin);
            if (other != null)
                throw new IllegalStateException(
                        "two %s are called `%s`: %s and %s"
                                .formatted(
                                        kind,
                                        name.apply(plugin),
                                        other.getClass().getName(),
                                        plugin.getClass().getName()));
        }
        return Collections.unmodifiableNavigableMap(all);
    }
}
