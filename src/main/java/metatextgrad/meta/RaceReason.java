package metatextgrad.meta;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.candidate.Quotes;
import metatextgrad.model.Failure;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.race.FinalChoice;
import metatextgrad.race.RaceRules;
import metatextgrad.race.ScoredProgram;

/**
 * Why a race ended early, or why its result is the seed program, in one line. Pure.
 *
 * @param stopped why it ended early; else empty
 * @param critic how a misleading critic was measured, in one line; empty for any other
 * @param steps the results of its steps
 * @param validations the results of its validations
 */
record RaceReason(
        String stopped,
        FinalChoice choice,
        String critic,
        List<ScoreAggregated> steps,
        List<ScoreAggregated> validations) {
    /** The reason to end a race before its first step. */
    static final String PERFECT =
            "the seed program answers every validation task right, so no proposal can score higher";

    static final String PLATEAU =
            "the last %d steps found no better program".formatted(RaceRules.PLATEAU);

    /** Returns the reason; empty if the race ran to its end and found a better program. */
    String text() {
        return Stream.of(stopped, steps.isEmpty() ? "" : chosen(), critic, copies())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private String chosen() {
        boolean seed = choice.program().arm() == ScoredProgram.SEED;
        return choice.reason() + (seed ? unproposed() : "");
    }

    /** Returns how many programs were left out because they copy from tasks. */
    private String copies() {
        long copies =
                Stream.concat(steps.stream(), validations.stream())
                        .filter(report -> report.failure() instanceof Failure.Copied)
                        .count();
        return copies == 0
                ? ""
                : "proposals left out: %d, each because %s".formatted(copies, Quotes.REASON);
    }

    /**
     * Returns how many steps made no proposal, and the most frequent cause; of equals the first.
     */
    private String unproposed() {
        List<String> causes =
                steps.stream()
                        .map(ScoreAggregated::failure)
                        .filter(Objects::nonNull)
                        .map(Failure::message)
                        .toList();
        if (causes.isEmpty()) return "";
        String most =
                causes.stream()
                        .collect(
                                Collectors.groupingBy(
                                        cause -> cause, TreeMap::new, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .max(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                        .orElseThrow()
                        .getKey();
        return " (%d of %d steps made no proposal, most often: %s)"
                .formatted(causes.size(), steps.size(), most);
    }
}
