package metatextgrad.race;

import static metatextgrad.race.Pools.program;
import static metatextgrad.race.Pools.scored;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import metatextgrad.model.Cost;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.project.MetaSettings.ParentRule;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.Test;

final class ParentsTest {
    private static final Program START = program("start");
    private static final ScoredProgram SEED = scored("10000", START);
    private static final ScoredProgram ONE = scored("11100", program("one"), START);
    private static final ScoredProgram OTHER = scored("00011", program("other"), START);
    private static final OptimizerSpec SPEC =
            new OptimizerSpec("tgd", List.of(Strategies.plain("tgd")));

    @Test
    void shouldKeepWhatIsBestOnAnItemAndNotDominated() {
        assertThat(Parents.front(List.of(SEED, ONE, OTHER)))
                .containsExactly(new Parents.Candidate(ONE, 3), new Parents.Candidate(OTHER, 2));
        ScoredProgram worse = scored("01010", program("worse"), START);
        assertThat(Parents.front(List.of(SEED, ONE, OTHER, worse)))
                .extracting(Parents.Candidate::items)
                .containsExactly(3, 2, 2);
    }

    @Test
    void shouldKeepTheNewerOfEqualPrograms() {
        ScoredProgram newer = scored("11100", program("newer"), START);
        assertThat(Parents.front(List.of(SEED, ONE, OTHER, newer)))
                .extracting(Parents.Candidate::program)
                .containsExactly(OTHER, newer);
    }

    @Test
    void shouldCompareOnItemsThatAllProgramsHaveAScoreFor() {
        ScoredProgram shorter = scored("001", program("shorter"), START);
        assertThat(Parents.front(List.of(SEED, shorter)))
                .containsExactly(new Parents.Candidate(SEED, 2), new Parents.Candidate(shorter, 2));
    }

    @Test
    void shouldStartFromTheBestProgramUnlessTheProjectSaysOtherwise() {
        assertThat(Parents.next(race(ParentRule.BEST, 1, ONE, OTHER))).isEqualTo(ONE);
        assertThat(Parents.next(race(ParentRule.BEST, 1))).isEqualTo(SEED);
    }

    @Test
    void shouldDrawAProgramAsOftenAsItIsBestOnAnItem() {
        List<ScoredProgram> drawn =
                LongStream.range(0, 1000)
                        .mapToObj(seed -> Parents.next(race(ParentRule.PARETO, seed, ONE, OTHER)))
                        .toList();
        assertThat(drawn).containsOnly(ONE, OTHER);
        assertThat(Collections.frequency(drawn, ONE)).isBetween(550, 650);
    }

    @Test
    void shouldGiveAllArmsOfAStepTheSameParent() {
        Race race = race(ParentRule.PARETO, 3, ONE, OTHER);
        assertThat(Assignments.steps(race))
                .hasSize(2 * RaceRules.PROPOSALS)
                .allSatisfy(
                        work ->
                                assertThat(((Work.Step) work).parent())
                                        .isEqualTo(Parents.next(race).program()));
    }

    @Test
    void shouldLetProgramsOfTheFrontJoinThePool() {
        ScoredProgram worse = scored("00001", program("worse"), START);
        ScoredProgram mixed = scored("01010", program("mixed"), START);
        ScoredProgram equal = scored("00111", program("equal"), START);
        Race best = race(ParentRule.BEST, 1, ONE, OTHER);
        Race front = race(ParentRule.PARETO, 1, ONE, OTHER);
        assertThat(List.of(worse, mixed, equal))
                .extracting(one -> Parents.join(best, one))
                .containsExactly(false, false, true);
        assertThat(List.of(worse, mixed, equal))
                .extracting(one -> Parents.join(front, one))
                .containsExactly(false, true, true);
    }

    private static Race race(ParentRule rule, long seed, ScoredProgram... found) {
        RaceRules rules =
                new RaceRules(List.of(SPEC, SPEC), List.of(), 0, 0, rule, true, false, seed);
        List<Arm> arms =
                List.of(
                        Arm.of(0, rules.origin(0), SPEC, Cost.NONE),
                        Arm.of(1, rules.origin(1), SPEC, Cost.NONE));
        List<ScoredProgram> pool = new ArrayList<>(List.of(SEED));
        pool.addAll(List.of(found));
        Findings findings =
                new Findings(
                        arms, pool, List.of(), List.of(), List.of(), List.of(), List.of(), null);
        HalfSet all = HalfSet.of(rules, SEED);
        return new Race(rules, findings, all, RacePart.FIRST, List.of(0, 1), List.of());
    }
}
