package metatextgrad.services.mtg;

import java.util.List;
import metatextgrad.model.Prices;
import metatextgrad.model.RunRequest;
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
    static void standing(RunStanding standing, Output output) {
        switch (output) {
            case table -> standing.table().forEach(System.out::println);
            case json -> System.out.println(RunJson.of(standing));
        }
    }

    /** Of a run that no service has begun. */
    static void requested(RunRequest request, String optimizers, Output output) {
        switch (output) {
            case table -> System.out.println(RunHead.requested(request) + "\n" + optimizers);
            case json -> System.out.println(RunJson.of(request, "requested"));
        }
    }

    /** What a run would take, where only that was wanted. */
    static void forecast(RunSize size, Prices prices, Output output) {
        switch (output) {
            case table -> size.forecast(prices).forEach(System.out::println);
            case json -> System.out.println(size.json(prices));
        }
    }

    /** What experiments would take. */
    static void forecast(List<StudyForecast> studies, Output output) {
        switch (output) {
            case table -> StudyForecast.table(studies).forEach(System.out::println);
            case json -> System.out.println(StudyForecast.json(studies));
        }
    }

    /** The id alone, for scripts that watch it. */
    static void started(RunRequest request, boolean isNew, Output output) {
        switch (output) {
            case table -> System.out.println(request.id());
            case json -> System.out.println(RunJson.of(request, isNew ? "requested" : "exists"));
        }
    }
}
