package metatextgrad.meta;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import metatextgrad.model.event.ScoreAggregated.MissedTask;
import metatextgrad.race.Race;

/**
 * What a race shows the meta model before it writes another description (METHOD §1.9): the
 * descriptions that were tried, with their gains, and questions with a wrong answer.
 *
 * @param tried the lowest gain first, as in OPRO (Yang et al. 2024)
 * @param missed training tasks that the last steps showed to be wrong
 */
record RaceHistory(List<Tried> tried, List<MissedTask> missed) {
    static final RaceHistory NONE = new RaceHistory(List.of(), List.of());

    /**
     * A description that was tried.
     *
     * @param gain share of the wrong answers that one proposal repaired
     */
    record Tried(String text, double gain) {}

    RaceHistory {
        tried = List.copyOf(tried);
        missed = List.copyOf(missed);
    }

    /** Returns the history of the descriptions of one phase of a base optimizer. */
    static RaceHistory of(Race race, int base, int phase) {
        List<Tried> tried =
                race.arms().stream()
                        .filter(arm -> arm.origin().isOf(base))
                        .map(
                                arm ->
                                        new Tried(
                                                arm.spec().phases().get(phase).taskDescription(),
                                                arm.gain()))
                        .sorted(Comparator.comparingDouble(Tried::gain))
                        .toList();
        return new RaceHistory(tried, race.findings().missed());
    }

    List<Map<String, String>> triedRows() {
        return tried.stream()
                .map(
                        one ->
                                Map.of(
                                        "gain",
                                        String.format(Locale.ROOT, "%+.3f", one.gain()),
                                        "text",
                                        one.text()))
                .toList();
    }

    List<Map<String, String>> missedRows() {
        return missed.stream()
                .map(
                        one -> {
                            String target = one.task().target();
                            return Map.of(
                                    "question",
                                    one.task().input(),
                                    "output",
                                    one.output(),
                                    "expected",
                                    target == null ? "" : target);
                        })
                .toList();
    }
}
