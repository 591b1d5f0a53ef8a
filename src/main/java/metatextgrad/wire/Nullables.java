package metatextgrad.wire;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Maps what may be absent. */
final class Nullables {
    private Nullables() {}

    static <A, B> @Nullable B map(@Nullable A value, Function<A, B> map) {
        return value == null ? null : map.apply(value);
    }
}
