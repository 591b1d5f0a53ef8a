package metatextgrad.race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import metatextgrad.race.RaceRules.Leg;

/**
 * Selects the arms that continue in a rung: those with the highest gains of the ones that got
 * farthest (successive halving, Li et al. 2018). The last rung has one arm, which is another
 * optimizer than the one that made the best program.
 */
final class Halving {
    private Halving() {}

    /** Returns the race with the arms of this rung active, before their first step. */
    static Race of(Race race, Leg.Rung rung) {
        int most = race.arms().stream().mapToInt(Arm::steps).max().orElseThrow();
        List<Arm> rivals = ranked(race.arms().stream().filter(arm -> arm.steps() == most).toList());
        List<Arm> kept = rivals.subList(0, RaceRules.kept(rivals.size()));
        if (!rung.last()) return race.active(kept.stream().map(Arm::number).sorted().toList());
        Arm last = another(race, kept.getFirst());
        List<Arm> arms = new ArrayList<>(race.arms());
        arms.set(last.number(), last.at(most));
        return race.with(race.findings().with(arms)).active(List.of(last.number()));
    }

    private static Arm another(Race race, Arm first) {
        if (!madeBest(race, first)) return first;
        return ranked(race.arms()).stream()
                .filter(arm -> !madeBest(race, arm))
                .findFirst()
                .orElse(first);
    }

    /** Ties go to the arm with fewer requests, then to the earlier one. */
    private static List<Arm> ranked(List<Arm> arms) {
        return arms.stream()
                .sorted(
                        Comparator.comparingDouble((Arm arm) -> -arm.gain())
                                .thenComparingLong(arm -> arm.cost().total().requests())
                                .thenComparingInt(Arm::number))
                .toList();
    }

    private static boolean madeBest(Race race, Arm arm) {
        int maker = race.best().arm();
        return maker != ScoredProgram.SEED
                && race.arms().get(maker).spec().phases().equals(arm.spec().phases());
    }
}
