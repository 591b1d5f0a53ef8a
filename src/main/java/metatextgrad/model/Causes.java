package metatextgrad.model;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Searches an exception and its causes. Pure. */
public final class Causes {
    private Causes() {}

    /** Returns the exception, its cause, the cause of that one and so on. */
    public static Stream<Throwable> of(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
    }

    /** Returns the first of these that has this type; null if there is none. */
    public static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        return of(thrown).filter(type::isInstance).map(type::cast).findFirst().orElse(null);
    }

    /** Returns the last of these, which has no cause. */
    public static Throwable root(Throwable thrown) {
        return of(thrown).reduce(thrown, (one, cause) -> cause);
    }
}
