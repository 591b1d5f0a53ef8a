package metatextgrad.race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import metatextgrad.candidate.CallCount;
import metatextgrad.race.RaceRules.Leg;

/**
 * Selects the arms that continue in a rung: the best ones of those that got farthest (successive
 * halving, Li et al. 2018). The last rung has one arm. It gets the best program of all arms, and is
 * another optimizer than the one that made it.
 */
final class Halving {
    private Halving() {}

    /** Returns the race with the arms of this rung active, before their first step. */
    static Race of(Race race, Leg.Rung rung) {
        int most = race.arms().stream().mapToInt(Arm::steps).max().orElseThrow();
        List<Arm> rivals = ranked(race.arms().stream().filter(arm -> arm.steps() == most).toList());
        List<Arm> kept = rivals.subList(0, RaceRules.kept(rivals.size()));
        if (!rung.last())
            return with(race, race.arms(), kept.stream().map(Arm::number).sorted().toList());
        ScoredProgram best = race.best();
        Arm heir =
                ranked(race.arms()).stream()
                        .filter(arm -> !isMaker(race, arm, best))
                        .filter(arm -> isMaker(race, kept.getFirst(), best))
                        .findFirst()
                        .orElse(kept.getFirst());
        List<Arm> arms = new ArrayList<>(race.arms());
        arms.set(heir.number(), heir.at(most).from(best));
        return with(race, arms, List.of(heir.number()));
    }

    /** Ties go to the cheaper program, then to the earlier arm. */
    private static List<Arm> ranked(List<Arm> arms) {
        return arms.stream()
                .sorted(
                        Comparator.comparingDouble((Arm arm) -> -arm.best().mean())
                                .thenComparingInt(Halving::calls)
                                .thenComparingInt(Arm::number))
                .toList();
    }

    private static int calls(Arm arm) {
        return CallCount.of(arm.best().program()).program();
    }

    private static boolean isMaker(Race race, Arm arm, ScoredProgram program) {
        return program.arm() != ScoredProgram.SEED
                && race.arms().get(program.arm()).spec().phases().equals(arm.spec().phases());
    }

    private static Race with(Race race, List<Arm> arms, List<Integer> active) {
        return new Race(
                race.rules(),
                arms,
                race.pool(),
                race.beaten(),
                race.leg(),
                active,
                List.of(),
                race.unusable(),
                race.missed());
    }
}
