package metatextgrad.race;

import java.util.Comparator;
import java.util.List;
import metatextgrad.race.RaceRules.Leg;

/**
 * Selects the arms that continue in a rung: those with the highest gains of its rivals (successive
 * halving, Li et al. 2018). The last rung has one arm, which is another optimizer than the one that
 * made the best program.
 */
final class Halving {
    private Halving() {}

    /**
     * Returns the arms of this rung.
     *
     * @param rivals the arms of the rung before; all arms in the first one
     */
    static List<Integer> of(Race race, List<Arm> rivals, Leg.Rung rung) {
        List<Arm> kept = ranked(rivals).subList(0, RaceRules.kept(rivals.size()));
        if (rung.last()) return List.of(another(race, kept.getFirst()).number());
        return kept.stream().map(Arm::number).sorted().toList();
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
