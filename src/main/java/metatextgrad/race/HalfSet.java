package metatextgrad.race;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.project.MetaSettings.ParentRule;
import metatextgrad.statistics.Seeds;

/**
 * The half of the validation items on which programs are validated before the rungs. First steps
 * bring large gains, and half of the items shows them for half of the calls. Before the rungs the
 * best program is validated on all items.
 *
 * @param seed the seed program with all its scores
 * @param items those of the half; empty if all items count
 */
public record HalfSet(ScoredProgram seed, List<TaskId> items) {
    public HalfSet {
        items = List.copyOf(items);
    }

    /** Returns half of the items of many, in an order that only the seed of the run decides. */
    public static HalfSet of(RaceRules rules, ScoredProgram seed) {
        List<TaskId> all =
                seed.outcomes().stream()
                        .map(ItemOutcome::task)
                        .sorted(Comparator.comparing(TaskId::value))
                        .toList();
        if (rules.parents() != ParentRule.BEST || all.size() < RaceRules.HALVED_FROM)
            return new HalfSet(seed, List.of());
        int[] order = Seeds.of("half", rules.seed()).permutation(all.size());
        HalfSet half =
                new HalfSet(
                        seed,
                        IntStream.range(0, all.size() / 2)
                                .mapToObj(place -> all.get(order[place]))
                                .toList());
        // Nothing could be better on such a half.
        return half.start().mean() == 1 ? half.ended() : half;
    }

    /** Returns whether only these items count. */
    public boolean isUsed() {
        return !items.isEmpty();
    }

    /** Returns the seed program with the scores that count. */
    ScoredProgram start() {
        return isUsed() ? seed.on(Set.copyOf(items)) : seed;
    }

    /** Returns that all items count. */
    HalfSet ended() {
        return new HalfSet(seed, List.of());
    }
}
