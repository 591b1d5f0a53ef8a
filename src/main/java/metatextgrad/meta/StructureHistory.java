package metatextgrad.meta;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import metatextgrad.model.Program;
import metatextgrad.model.event.RoundEnd.MetaPhase;
import metatextgrad.model.event.ScoreAggregated.MissedTask;
import metatextgrad.race.Arm;
import metatextgrad.race.BatchScore;
import metatextgrad.race.Race;

/**
 * What a race shows the meta model before it composes another optimizer (METHOD §1.9).
 *
 * @param tried the optimizers to build on and the compositions, the lowest gain first
 * @param best the best program so far
 * @param missed training tasks that the last steps showed to be wrong
 */
record StructureHistory(List<Tried> tried, Program best, List<MissedTask> missed) {
    /**
     * An optimizer that was tried.
     *
     * @param gain its {@link Arm#gain}
     * @param phases what each of its phases brought, in their order
     */
    record Tried(String name, double gain, List<PhaseGain> phases) {
        Tried {
            phases = List.copyOf(phases);
        }
    }

    /**
     * What a phase brought.
     *
     * @param steps steps that its optimizer took in it
     * @param gain the share of wrong answers that a proposal repaired, less those it made
     */
    record PhaseGain(String strategy, int steps, double gain) {}

    StructureHistory {
        tried = List.copyOf(tried);
        missed = List.copyOf(missed);
    }

    /** Returns the history of a race with this number of base optimizers. */
    static StructureHistory of(Race race, int bases) {
        List<Tried> tried =
                Stream.concat(
                                IntStream.range(0, bases).mapToObj(race::leader),
                                race.arms().stream().filter(StructureHistory::isComposed))
                        .map(arm -> tried(race, arm))
                        .sorted(Comparator.comparingDouble(Tried::gain))
                        .toList();
        return new StructureHistory(tried, race.best().program(), race.findings().missed());
    }

    private static boolean isComposed(Arm arm) {
        return arm.origin().phase() == MetaPhase.STRUCTURE;
    }

    private static Tried tried(Race race, Arm arm) {
        List<PhaseGain> phases =
                IntStream.range(0, arm.spec().phases().size())
                        .mapToObj(phase -> brought(race, arm, phase))
                        .toList();
        return new Tried(arm.spec().name(), arm.gain(), phases);
    }

    private static PhaseGain brought(Race race, Arm arm, int phase) {
        List<BatchScore> scores =
                race.findings().scores().stream()
                        .filter(score -> score.arm() == arm.number())
                        .filter(score -> arm.phase(score.work().step()) == phase)
                        .toList();
        double wrong = scores.stream().mapToDouble(BatchScore::wrong).sum();
        double gained = scores.stream().mapToDouble(BatchScore::gain).sum();
        long steps = scores.stream().map(score -> score.work().step()).distinct().count();
        String strategy = arm.spec().phases().get(phase).strategy();
        return new PhaseGain(strategy, (int) steps, wrong == 0 ? 0 : gained / wrong);
    }

    List<Map<String, Object>> triedRows() {
        return tried.stream()
                .map(
                        one ->
                                Map.of(
                                        "name",
                                        one.name(),
                                        "gain",
                                        RaceHistory.signed(one.gain()),
                                        "phases",
                                        phaseRows(one.phases())))
                .toList();
    }

    private static List<Map<String, String>> phaseRows(List<PhaseGain> phases) {
        return IntStream.range(0, phases.size())
                .mapToObj(i -> phaseRow(i + 1, phases.get(i)))
                .toList();
    }

    private static Map<String, String> phaseRow(int number, PhaseGain phase) {
        String brought =
                phase.steps() == 0
                        ? "not reached"
                        : "gain %s, steps taken: %d"
                                .formatted(RaceHistory.signed(phase.gain()), phase.steps());
        return Map.of("number", "" + number, "strategy", phase.strategy(), "brought", brought);
    }
}
