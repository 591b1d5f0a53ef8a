package metatextgrad.meta;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.ScoreAggregated.MissedTask;
import metatextgrad.race.Arm;
import metatextgrad.race.Race;
import metatextgrad.race.Work;

/**
 * What a race shows the meta model before it writes another description (METHOD §1.9): the
 * descriptions that were tried, with their gains and rewrites, and questions with a wrong answer.
 *
 * @param tried the lowest gain first, as in OPRO (Yang et al. 2024)
 * @param compared on earlier windows of traffic, the lowest gain first
 * @param missed training tasks that the last steps showed to be wrong
 */
record RaceHistory(List<Tried> tried, List<Compared> compared, List<MissedTask> missed) {
    static final RaceHistory NONE = new RaceHistory(List.of(), List.of(), List.of());

    /**
     * A description that earlier windows of traffic compared with the one in use.
     *
     * @param gain mean score of its rewrites minus that of those of the one in use
     */
    record Compared(String text, double gain, int windows) {}

    /**
     * A description that was tried.
     *
     * @param gain the share of wrong answers that a proposal repaired, less those it made
     * @param rewrite what the best of its proposals added to the program; empty if there is none
     */
    record Tried(String text, double gain, String rewrite) {}

    RaceHistory {
        tried = List.copyOf(tried);
        compared = List.copyOf(compared);
        missed = List.copyOf(missed);
    }

    /**
     * Returns the history of the descriptions of one phase of a base optimizer.
     *
     * @param past optimizers that earlier windows compared
     * @param rules cut the passages of a rewrite that copy a training task
     */
    static RaceHistory of(
            Race race, int base, int phase, List<OptimizerVersion> past, TextRules rules) {
        List<Tried> tried =
                race.arms().stream()
                        .filter(arm -> arm.origin().isOf(base))
                        .map(arm -> tried(race, arm, phase, rules))
                        .sorted(Comparator.comparingDouble(Tried::gain))
                        .toList();
        return new RaceHistory(
                tried, compared(race.leader(base).spec(), phase, past), race.findings().missed());
    }

    /** Only optimizers of the same phases: descriptions of others are for another purpose. */
    private static List<Compared> compared(
            OptimizerSpec leader, int phase, List<OptimizerVersion> past) {
        return past.stream()
                .filter(
                        one ->
                                one.contest() != null
                                        && strategies(one.spec()).equals(strategies(leader)))
                .map(
                        one ->
                                new Compared(
                                        one.spec().phases().get(phase).taskDescription(),
                                        requireNonNull(one.contest()).difference(),
                                        requireNonNull(one.contest()).windows()))
                .sorted(Comparator.comparingDouble(Compared::gain))
                .toList();
    }

    private static List<String> strategies(OptimizerSpec spec) {
        return spec.phases().stream().map(Phase::strategy).toList();
    }

    private static Tried tried(Race race, Arm arm, int phase, TextRules rules) {
        String description = arm.spec().phases().get(phase).taskDescription();
        String rewrite =
                race.findings().scores().stream()
                        .filter(score -> score.arm() == arm.number() && score.isProposal())
                        .filter(score -> isOf(description, score.work()))
                        .reduce((best, score) -> score.gain() > best.gain() ? score : best)
                        .map(
                                score ->
                                        RewriteExcerpt.of(
                                                score.work().parent(), score.program(), rules))
                        .orElse("");
        return new Tried(description, arm.gain(), rewrite);
    }

    private static boolean isOf(String description, Work.Step step) {
        return step.spec().taskDescription().equals(description);
    }

    static String signed(double gain) {
        return String.format(Locale.ROOT, "%+.3f", gain);
    }

    List<Map<String, Object>> triedRows() {
        return tried.stream()
                .map(
                        one ->
                                Map.of(
                                        "gain",
                                        signed(one.gain()),
                                        "text",
                                        one.text(),
                                        "rewrite",
                                        one.rewrite().isEmpty()
                                                ? List.of()
                                                : List.of(Map.of("added", one.rewrite()))))
                .toList();
    }

    List<Map<String, String>> comparedRows() {
        return compared.stream()
                .map(
                        one ->
                                Map.of(
                                        "gain", signed(one.gain()),
                                        "windows", "" + one.windows(),
                                        "text", one.text()))
                .toList();
    }

    List<Map<String, String>> missedRows() {
        return rows(missed);
    }

    /** Returns a numbered row for each task. */
    static List<Map<String, String>> rows(List<MissedTask> missed) {
        return IntStream.range(0, missed.size()).mapToObj(i -> row(i + 1, missed.get(i))).toList();
    }

    private static Map<String, String> row(int number, MissedTask missed) {
        String target = missed.task().target();
        return Map.of(
                "number",
                "" + number,
                "question",
                missed.task().input(),
                "output",
                missed.output(),
                "expected",
                target == null ? "" : target);
    }
}
