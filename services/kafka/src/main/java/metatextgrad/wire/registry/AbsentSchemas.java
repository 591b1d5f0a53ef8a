package metatextgrad.wire.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache of schema ids that are not in the registry. Without it each malformed record costs a
 * lookup, and thousands of them stall the reader. A release registers its schemas before it writes,
 * so an absent schema rarely appears later. Thread-safe.
 */
final class AbsentSchemas {
    private static final Duration CACHED = Duration.ofSeconds(30);
    private static final int MAX = 10_000;

    private record Absent(RuntimeException answer, Instant until) {}

    private final Time time;
    private final Map<Long, Absent> absent = new LinkedHashMap<>();

    AbsentSchemas(Time time) {
        this.time = time;
    }

    /** Returns the result of the lookup, or rethrows the cached failure. */
    <T> T unlessAbsent(long id, Supplier<T> lookup) {
        Absent known = known(id);
        if (known != null) throw known.answer();
        try {
            return lookup.get();
        } catch (RuntimeException e) {
            if (RegistryRetry.isAnswer(e) && !(e instanceof RegistryUnavailable)) remember(id, e);
            throw e;
        }
    }

    private synchronized @Nullable Absent known(long id) {
        Absent known = absent.get(id);
        if (known == null || time.now().isBefore(known.until())) return known;
        absent.remove(id);
        return null;
    }

    private synchronized void remember(long id, RuntimeException answer) {
        if (absent.size() >= MAX) absent.remove(absent.keySet().iterator().next());
        absent.put(id, new Absent(answer, time.now().plus(CACHED)));
    }
}
