package metatextgrad.experiments.real.tasks;

import static java.util.stream.Collectors.joining;

import java.util.Set;
import metatextgrad.experiments.real.tasks.PackageIndex.Described;

/**
 * The uses of a package as an imaginary house lists them: only those that it knows, sorted, and at
 * most three.
 */
final class HouseUses {
    private static final Set<String> KNOWN =
            Set.of(
                    "analysing",
                    "checking",
                    "configuring",
                    "converting",
                    "downloading",
                    "editing",
                    "gameplaying",
                    "learning",
                    "monitor",
                    "organizing",
                    "playing",
                    "searching",
                    "viewing");
    private static final int MOST = 3;

    private HouseUses() {}

    /** Returns the uses as a JSON object. A package without a known use has an empty list. */
    static String of(Described described) {
        return described.uses().stream()
                .filter(KNOWN::contains)
                .sorted()
                .limit(MOST)
                .map(use -> "\"%s\"".formatted(use))
                .collect(joining(", ", "{\"uses\": [", "]}"));
    }
}
