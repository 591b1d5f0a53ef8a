package metatextgrad.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.model.Program;
import metatextgrad.model.ProgramId;

/**
 * Which programs of a pool the others come from. An id is a hash of all texts of a program, so each
 * is computed once.
 *
 * @param ids those of the pool, in its order
 */
record Descent(List<ScoredProgram> pool, List<String> ids) {
    static Descent of(List<ScoredProgram> pool) {
        return new Descent(pool, pool.stream().map(one -> one.program().id().value()).toList());
    }

    /** Returns the ids of a program and of all it comes from. A parent is in the pool before it. */
    Set<String> lineage(ScoredProgram of) {
        int place = pool.indexOf(of);
        Set<String> lineage = new TreeSet<>(List.of(ids.get(place)));
        for (int i = place; i >= 0; i--)
            if (lineage.contains(ids.get(i))) lineage.addAll(parents(pool.get(i)));
        return lineage;
    }

    /** Returns the newest program of both lineages. */
    Program ancestor(Set<String> one, Set<String> other) {
        for (int i = pool.size() - 1; i > 0; i--)
            if (one.contains(ids.get(i)) && other.contains(ids.get(i)))
                return pool.get(i).program();
        return pool.getFirst().program();
    }

    private static List<String> parents(ScoredProgram scored) {
        List<String> parents = new ArrayList<>();
        for (ProgramId parent : scored.parents()) parents.add(parent.value());
        return parents;
    }
}
