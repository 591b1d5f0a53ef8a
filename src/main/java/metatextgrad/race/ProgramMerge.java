package metatextgrad.race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
        Descent descent = Descent.of(pool);
        List<Set<String>> lineages = front.stream().map(descent::lineage).toList();
        List<ProgramMerge> merges = new ArrayList<>();
        for (int i = 0; i < front.size(); i++)
            for (int j = 0; j < i; j++) {
                Program ancestor = descent.ancestor(lineages.get(i), lineages.get(j));
                of(ancestor, front.get(i), front.get(j)).ifPresent(merges::add);
            }
        return merges.stream()
                .filter(merge -> !known.test(merge.program()))
                .min(Comparator.comparingDouble(merge -> -merge.sum()));
    }

    /** Returns the merge of two programs of a pool; empty if there is none. */
    static Optional<ProgramMerge> of(
            List<ScoredProgram> pool, ScoredProgram one, ScoredProgram other) {
        Descent descent = Descent.of(pool);
        return of(descent.ancestor(descent.lineage(one), descent.lineage(other)), one, other);
    }

    private static Optional<ProgramMerge> of(
            Program ancestor, ScoredProgram one, ScoredProgram other) {
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
