package metatextgrad.wire;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Maps a value that may be null. */
final class Nullables {
    private Nullables() {}

    static <A, B> @Nullable B map(@Nullable A value, Function<A, B> map) {
        return value == null ? null : map.apply(value);
    }
}
