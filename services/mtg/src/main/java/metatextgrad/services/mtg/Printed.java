package metatextgrad.services.mtg;

import metatextgrad.model.RunState;
import org.jspecify.annotations.Nullable;

/** Results on standard output: nothing else is ever printed there. */
final class Printed {
    private Printed() {}

    static void summary(RunSummary summary, @Nullable String world, Output output) {
        switch (output) {
            case table -> RunTable.of(summary, world).forEach(System.out::println);
            case json -> System.out.println(RunJson.of(summary, world));
        }
    }

    /** Of a run without a result. */
    static void standing(RunState state, Output output) {
        String reason = state.reason().isEmpty() ? "" : ": " + state.reason();
        switch (output) {
            case table ->
                    System.out.println(
                            state.key() + "  " + state.status() + "  " + state.phase() + reason);
            case json -> System.out.println(RunJson.of(state));
        }
    }
}
