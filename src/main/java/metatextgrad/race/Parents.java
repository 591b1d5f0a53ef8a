package metatextgrad.race;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.model.ContentHash;

/** Selects the program that all arms of a step start from. Pure. */
final class Parents {
    private Parents() {}

    /**
     * A program of the front.
     *
     * @param items number of validation items on which no program scores higher, 1 or more
     */
    record Candidate(ScoredProgram program, int items) {}

    /** Returns the program that the next step starts from. */
    static ScoredProgram next(Race race) {
        return switch (race.rules().parents()) {
            case BEST -> race.best();
            case PARETO -> drawn(race);
        };
    }

    /**
     * Returns the programs that have the best score on some item, without those that another one
     * dominates (GEPA, Agrawal et al. 2025), in the order of the pool.
     */
    static List<Candidate> front(List<ScoredProgram> pool) {
        ItemScores scores = ItemScores.of(pool);
        List<Candidate> front = new ArrayList<>();
        for (int i = 0; i < pool.size(); i++) {
            int program = i;
            boolean dominated =
                    IntStream.range(0, pool.size())
                            .anyMatch(rival -> scores.dominates(rival, program));
            int items = dominated ? 0 : scores.bestOn(program);
            if (items > 0) front.add(new Candidate(pool.get(program), items));
        }
        return front;
    }

    /** Returns whether a validated program joins the pool. */
    static boolean join(Race race, ScoredProgram scored) {
        if (scored.mean() >= race.best().mean()) return true;
        return switch (race.rules().parents()) {
            case BEST -> false;
            case PARETO -> {
                List<ScoredProgram> pool = new ArrayList<>(race.pool());
                pool.add(scored);
                yield front(pool).stream().anyMatch(one -> one.program().equals(scored));
            }
        };
    }

    /** Each program of the front is drawn as often as it is best on an item. */
    private static ScoredProgram drawn(Race race) {
        List<Candidate> front = front(race.pool());
        int all = front.stream().mapToInt(Candidate::items).sum();
        if (all == 0) return race.best();
        long number =
                ContentHash.number(
                        "parent", race.rules().seed(), race.part().number(), race.part().taken());
        long place = Math.floorMod(number, (long) all);
        for (Candidate one : front) {
            place -= one.items();
            if (place < 0) return one.program();
        }
        throw new IllegalStateException("a draw beyond the front");
    }
}
