package metatextgrad.race;

import static metatextgrad.race.Pools.program;
import static metatextgrad.race.Pools.scored;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ProgramMergeTest {
    private static final Program START = program("a", "b", "c");
    private static final ScoredProgram SEED = scored("0000", START);

    @Test
    void shouldTakeEachPromptFromTheProgramThatChangedIt() {
        ScoredProgram one = scored("1100", program("a1", "b", "c"), START);
        ScoredProgram other = scored("0010", program("a", "b", "c2"), START);
        ProgramMerge merge = ProgramMerge.of(List.of(SEED, one, other), one, other).orElseThrow();
        assertThat(merge.program()).isEqualTo(program("a1", "b", "c2"));
        assertThat(merge.better()).isEqualTo(one);
        assertThat(merge.other()).isEqualTo(other);
    }

    @Test
    void shouldTakeAPromptThatBothChangedFromTheBetterProgram() {
        ScoredProgram one = scored("1000", program("a1", "b1", "c"), START);
        ScoredProgram better = scored("0011", program("a2", "b", "c2"), START);
        assertThat(merged(List.of(SEED, one, better), one, better))
                .contains(program("a2", "b1", "c2"));
    }

    @Test
    void shouldPreferTheSmallerIdOfEqualPrograms() {
        ScoredProgram one = scored("1000", program("a1", "b1", "c"), START);
        ScoredProgram other = scored("0100", program("a2", "b", "c2"), START);
        String first = one.program().id().value();
        String second = other.program().id().value();
        assertThat(merged(List.of(SEED, one, other), one, other))
                .contains(program(first.compareTo(second) < 0 ? "a1" : "a2", "b1", "c2"));
    }

    @Test
    void shouldCompareWithTheNewestCommonAncestor() {
        Program later = program("a1", "b", "c");
        ScoredProgram one = scored("1100", program("a2", "b", "c"), later);
        ScoredProgram other = scored("1011", program("a1", "b1", "c"), later);
        List<ScoredProgram> pool = List.of(SEED, scored("1000", later, START), one, other);
        assertThat(merged(pool, one, other)).contains(program("a2", "b1", "c"));
    }

    @Test
    void shouldMergeNothingThatIsNoNewProgram() {
        ScoredProgram one = scored("1100", program("a1", "b", "c"), START);
        ScoredProgram child = scored("1010", program("a1", "b1", "c"), one.program());
        assertThat(merged(List.of(SEED, one, child), one, child)).isEmpty();
        assertThat(merged(List.of(SEED, one), SEED, one)).isEmpty();
        ScoredProgram simple = scored("0000", program("a"));
        ScoredProgram left = scored("1000", program("a1"), simple.program());
        ScoredProgram right = scored("0100", program("a2"), simple.program());
        assertThat(merged(List.of(simple, left, right), left, right)).isEmpty();
    }

    @Test
    void shouldMergeOnlyProgramsOfOneStructure() {
        ScoredProgram one = scored("1100", program("a1", "b"), START);
        ScoredProgram other = scored("0011", program("a", "b1"), START);
        ScoredProgram third = scored("0010", program("a", "b", "c2"), START);
        List<ScoredProgram> pool = List.of(SEED, one, other, third);
        assertThat(merged(pool, one, third)).isEmpty();
        // Their ancestor has a third prompt, so it does not show what changed.
        assertThat(merged(pool, one, other)).isEmpty();
    }

    @Test
    void shouldMergeTheBestPairOfTheFrontThatIsNotKnown() {
        ScoredProgram best = scored("11100", program("a1", "b", "c"), START);
        ScoredProgram second = scored("00011", program("a", "b2", "c"), START);
        ScoredProgram third = scored("00110", program("a", "b", "c3"), START);
        ScoredProgram dominated = scored("00010", program("a", "b4", "c4"), START);
        List<ScoredProgram> pool = List.of(scored("00000", START), best, second, third, dominated);
        Program first = program("a1", "b", "c3");
        assertThat(ProgramMerge.next(pool, any -> false).orElseThrow().program())
                .isIn(first, program("a1", "b2", "c"));
        List<Program> found = new ArrayList<>();
        while (ProgramMerge.next(pool, found::contains).isPresent())
            found.add(ProgramMerge.next(pool, found::contains).orElseThrow().program());
        assertThat(found)
                .containsExactlyInAnyOrder(
                        first, program("a1", "b2", "c"), program("a", "b2", "c3"));
        assertThat(found.getLast()).isEqualTo(program("a", "b2", "c3"));
    }

    @Property(tries = 300)
    void shouldBeTheSameInEitherOrderAndNeitherParent(@ForAll int seed) {
        Random random = new Random(seed);
        List<ScoredProgram> pool = pool(random);
        for (ScoredProgram one : pool) {
            for (ScoredProgram other : pool) {
                if (one == other) continue;
                Optional<ProgramMerge> merge = ProgramMerge.of(pool, one, other);
                assertThat(merge).isEqualTo(ProgramMerge.of(pool, other, one));
                merge.ifPresent(
                        made -> {
                            assertThat(made.program()).isNotIn(one.program(), other.program());
                            assertFromParents(made);
                        });
            }
        }
    }

    private static void assertFromParents(ProgramMerge merge) {
        for (Node.LlmCall call : merge.program().trainable())
            assertThat(call).isIn(parent(merge.better(), call), parent(merge.other(), call));
    }

    private static Node parent(ScoredProgram parent, Node.LlmCall call) {
        return parent.program().node(call.id());
    }

    /** Returns a pool in which every program changes some prompts of an earlier one. */
    private static List<ScoredProgram> pool(Random random) {
        List<ScoredProgram> pool = new ArrayList<>(List.of(SEED));
        while (pool.size() < 7) {
            Program parent = pool.get(random.nextInt(pool.size())).program();
            Program child = parent;
            for (Node.LlmCall call : parent.trainable())
                if (random.nextBoolean())
                    child = child.withPrompts(Map.of(call.id(), "text " + random.nextInt(4)));
            Program made = child;
            if (pool.stream().anyMatch(known -> known.program().equals(made))) continue;
            String scores = Integer.toBinaryString(16 + random.nextInt(16)).substring(1);
            pool.add(scored(scores, made, parent));
        }
        return pool;
    }

    private static Optional<Program> merged(
            List<ScoredProgram> pool, ScoredProgram one, ScoredProgram other) {
        return ProgramMerge.of(pool, one, other).map(ProgramMerge::program);
    }
}
