package metatextgrad.services.mtg;

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
}
