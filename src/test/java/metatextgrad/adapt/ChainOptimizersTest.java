package metatextgrad.adapt;

import static metatextgrad.adapt.Optimizers.FIRST;
import static metatextgrad.adapt.Optimizers.SECOND;
import static metatextgrad.adapt.Optimizers.composed;
import static metatextgrad.adapt.Optimizers.described;
import static metatextgrad.meta.RunEventSamples.SPEC;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.adapt.ChainOptimizers.Candidate;
import metatextgrad.adapt.NextOptimizers.Chosen;
import metatextgrad.meta.RunEventSamples;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.OptimizerVersion.WindowEvidence;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.Test;

/** The optimizers of a project that adapts, and the next candidate. */
final class ChainOptimizersTest {
    private static final Project PROJECT = RunEventSamples.request(1).project();
    private static final WindowEvidence KNOWN = new WindowEvidence(9, .1, 25);

    @Test
    void shouldNotUseWhatOnlyARunAdopted() {
        assertThat(
                        ChainOptimizers.of(
                                PROJECT,
                                List.of(described(FIRST, SPEC, Verdict.ADOPTED, "one", .2))))
                .containsExactly(new Chosen(SPEC, null));
    }

    @Test
    void shouldUseWhatAContestAdopted() {
        OptimizerVersion tried = described(FIRST, SPEC, Verdict.LUCKY, "one", .2);
        OptimizerVersion adopted = tried.contested(KNOWN, Verdict.ADOPTED);
        assertThat(ChainOptimizers.of(PROJECT, List.of(tried, adopted)))
                .containsExactly(new Chosen(FIRST, adopted));
    }

    @Test
    void shouldChooseTheLargestGainOfTheNewestRun() {
        OptimizerVersion best = described(SECOND, SPEC, Verdict.LUCKY, "two", .3);
        List<OptimizerVersion> versions =
                List.of(
                        described(FIRST, SPEC, Verdict.LUCKY, "one", .9),
                        best,
                        described(FIRST, SPEC, Verdict.LUCKY, "two", .1),
                        described(named("no gain"), SPEC, Verdict.LUCKY, "three", 0),
                        described(named("rejected"), SPEC, Verdict.REJECTED, "three", .5));
        assertThat(ChainOptimizers.next(PROJECT, versions)).contains(new Candidate(best, SPEC));
    }

    @Test
    void shouldChooseNothingTwice() {
        OptimizerVersion tried = described(FIRST, SPEC, Verdict.LUCKY, "one", .2);
        OptimizerVersion again = described(FIRST, SPEC, Verdict.LUCKY, "two", .3);
        assertThat(
                        ChainOptimizers.next(
                                PROJECT,
                                List.of(tried, again, tried.contested(KNOWN, Verdict.REJECTED))))
                .isEmpty();
    }

    @Test
    void shouldChooseNothingThatDescendsFromAnOptimizerNotInUse() {
        assertThat(
                        ChainOptimizers.next(
                                PROJECT,
                                List.of(
                                        described(
                                                FIRST,
                                                named("as it was"),
                                                Verdict.LUCKY,
                                                "one",
                                                .2))))
                .isEmpty();
    }

    @Test
    void shouldContestADescriptionWithTheOneInUse() {
        OptimizerVersion tried = described(FIRST, SPEC, Verdict.LUCKY, "one", .2);
        OptimizerVersion next = described(SECOND, FIRST, Verdict.LUCKY, "two", .2);
        assertThat(
                        ChainOptimizers.next(
                                PROJECT,
                                List.of(tried, next, tried.contested(KNOWN, Verdict.ADOPTED))))
                .contains(new Candidate(next, FIRST));
    }

    @Test
    void shouldContestACompositionWithTheFirstInUse() {
        OptimizerSpec spec =
                new OptimizerSpec("composed", SPEC.withTaskDescription("third").phases());
        OptimizerVersion composed = composed(spec, SPEC, "one", .2);
        assertThat(ChainOptimizers.next(PROJECT, List.of(composed)))
                .contains(new Candidate(composed, SPEC));
    }

    private static OptimizerSpec named(String description) {
        return SPEC.withTaskDescription(description);
    }
}
