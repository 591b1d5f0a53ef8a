package metatextgrad.experiments.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.experiments.expectation.ExpectationResult;
import metatextgrad.experiments.expectation.ExpectationResult.Outcome;
import metatextgrad.experiments.live.LiveExpectations.Bound;
import metatextgrad.experiments.live.LiveStudy.Ways;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;

/** What world files expect of studies of their traffic. */
final class LiveExpectationsTest {
    private static final String EXPECT =
            "gain >= 0.15; live above:frozen; live above:prompts; live no alarm; live no marker; live no gain";

    @Test
    void shouldCompareWithTheFrozenAndWithTheAdaptingPrompts() {
        List<ExpectationResult> results = LiveExpectations.differences("w", EXPECT, seeds(8, 0));
        assertThat(results)
                .extracting(ExpectationResult::against)
                .containsExactly("frozen", "prompts");
        assertThat(results)
                .extracting(ExpectationResult::outcome)
                .containsExactly(Outcome.MET, Outcome.MISSED);
        assertThat(results.getFirst().measured().estimate()).isBetween(.299, .301);
    }

    @Test
    void shouldGiveNoVerdictBelowEightSeeds() {
        assertThat(LiveExpectations.differences("w", EXPECT, seeds(7, 0)))
                .extracting(ExpectationResult::outcome)
                .containsOnly(Outcome.UNDECIDED);
        assertThat(LiveExpectations.bounds(EXPECT, seeds(7, 0)))
                .extracting(Bound::outcome)
                .containsExactly(Outcome.UNDECIDED, Outcome.UNDECIDED, Outcome.MET);
    }

    @Test
    void shouldMissWhatHappens() {
        List<Bound> bounds = LiveExpectations.bounds(EXPECT, seeds(8, 1));
        assertThat(bounds)
                .extracting(Bound::outcome)
                .containsExactly(Outcome.MISSED, Outcome.MISSED, Outcome.UNDECIDED);
        assertThat(bounds).extracting(Bound::value).containsExactly(1.0, 1.0, .05);
    }

    /** Otherwise a typing error would go unnoticed until the study. */
    @Test
    void shouldReadTheExpectationsOfAllWorlds() {
        for (List<String> names : List.of(Worlds.BUILT_IN, Worlds.OVER_TIME))
            for (String name : names) {
                String expect = Worlds.find(name).expect();
                int clauses = expect.split("; live ", -1).length - 1;
                assertThat(
                                LiveExpectations.differences(name, expect, seeds(8, 0)).size()
                                        + LiveExpectations.bounds(expect, seeds(8, 0)).size())
                        .as(name)
                        .isEqualTo(clauses);
            }
    }

    /** Prompts gain about .3 in each seed, and optimizers nothing. */
    private static List<Ways> seeds(int number, int bad) {
        return IntStream.range(0, number)
                .mapToObj(
                        seed -> {
                            LiveOutcome prompts = outcome(.7 + seed % 2 * .02, bad);
                            LiveOutcome same = outcome(.7 + seed % 4 / 2 * .02, bad);
                            return new Ways(
                                    outcome(.4 + seed % 2 * .02 + seed % 3 * .0001, 0),
                                    prompts,
                                    same,
                                    prompts);
                        })
                .toList();
    }

    private static LiveOutcome outcome(double served, int bad) {
        return new LiveOutcome(served, 1_000, 1, 10, 20, bad, 1, bad, bad, 0, 0, List.of());
    }
}
