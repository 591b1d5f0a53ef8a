package metatextgrad.wire.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ids of schemas that the registry does not have. They are looked up again only after a while:
 * otherwise each malformed record costs a lookup, and thousands of them stop their reader. A
 * release registers its schemas before it writes, so an absent schema hardly ever appears later.
 * Thread-safe.
 */
final class AbsentSchemas {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MAX = 10_000;

    private record Absent(RuntimeException answer, Instant until) {}

    private final Time time;
    private final Map<Long, Absent> absent = new LinkedHashMap<>();

    AbsentSchemas(Time time) {
        this.time = time;
    }

    /** What this call brings for this id, unless it is known to bring nothing. */
    <T> T unlessAbsent(long id, Supplier<T> call) {
        Absent known = known(id);
        if (known != null) throw known.answer();
        try {
            return call.get();
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
        absent.put(id, new Absent(answer, time.now().plus(REMEMBERED)));
    }
}
