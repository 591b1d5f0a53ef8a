package metatextgrad.race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProgramId;

/**
 * A program of several prompts that takes each prompt from one of two programs: the one that
 * changed it since their last common ancestor (GEPA's merge, Agrawal et al. 2025). It needs no
 * model. Pure.
 *
 * @param better the parent with the higher mean; of equals, the one with the smaller id
 */
record ProgramMerge(ScoredProgram better, ScoredProgram other, Program program) {
    /**
     * Returns the merge of the two best programs of the front that can be merged.
     *
     * @param known whether a program was validated before
     */
    static Optional<ProgramMerge> next(List<ScoredProgram> pool, Predicate<Program> known) {
        List<ScoredProgram> front =
                Parents.front(pool).stream().map(Parents.Candidate::program).toList();
        List<ProgramMerge> merges = new ArrayList<>();
        for (int i = 0; i < front.size(); i++)
            for (int j = 0; j < i; j++) of(pool, front.get(i), front.get(j)).ifPresent(merges::add);
        return merges.stream()
                .filter(merge -> !known.test(merge.program()))
                .min(Comparator.comparingDouble(merge -> -merge.sum()));
    }

    /** Returns the merge of two programs of a pool; empty if there is none. */
    static Optional<ProgramMerge> of(
            List<ScoredProgram> pool, ScoredProgram one, ScoredProgram other) {
        Program ancestor = ancestor(pool, one, other);
        if (!sameStructure(one.program(), other.program())
                || !sameStructure(one.program(), ancestor)) return Optional.empty();
        boolean first =
                one.mean() != other.mean()
                        ? one.mean() > other.mean()
                        : id(one).value().compareTo(id(other).value()) < 0;
        ProgramMerge merge = first ? merged(one, other, ancestor) : merged(other, one, ancestor);
        boolean differs =
                !merge.program().equals(one.program()) && !merge.program().equals(other.program());
        return differs ? Optional.of(merge) : Optional.empty();
    }

    /** A prompt that both changed is that of the better one. */
    private static ProgramMerge merged(
            ScoredProgram better, ScoredProgram other, Program ancestor) {
        Map<String, String> before = prompts(ancestor);
        Map<String, String> texts = prompts(better.program());
        prompts(other.program())
                .forEach(
                        (node, text) -> {
                            if (Objects.equals(before.get(node), texts.get(node)))
                                texts.put(node, text);
                        });
        return new ProgramMerge(better, other, better.program().withPrompts(texts));
    }

    private double sum() {
        return better.mean() + other.mean();
    }

    /** Returns the newest program that both come from. */
    private static Program ancestor(
            List<ScoredProgram> pool, ScoredProgram one, ScoredProgram other) {
        List<ProgramId> first = lineage(pool, one);
        List<ProgramId> second = lineage(pool, other);
        return pool.stream()
                .filter(scored -> first.contains(id(scored)) && second.contains(id(scored)))
                .reduce(pool.getFirst(), (older, newer) -> newer)
                .program();
    }

    /** Returns a program and all it comes from. A parent is in the pool before its proposals. */
    private static List<ProgramId> lineage(List<ScoredProgram> pool, ScoredProgram of) {
        List<ProgramId> ids = new ArrayList<>(List.of(id(of)));
        for (ScoredProgram scored : pool.reversed())
            if (ids.contains(id(scored))) ids.addAll(scored.parents());
        return ids;
    }

    /** Returns whether two programs differ in their prompts only. */
    private static boolean sameStructure(Program one, Program other) {
        return one.withPrompts(prompts(other)).equals(other);
    }

    private static Map<String, String> prompts(Program program) {
        Map<String, String> texts = new TreeMap<>();
        for (Node node : program.nodes())
            if (node instanceof Node.LlmCall call) texts.put(call.id(), call.prompt().value());
        return texts;
    }

    private static ProgramId id(ScoredProgram scored) {
        return scored.program().id();
    }
}
