package metatextgrad.adapt;

import static metatextgrad.meta.RunEventSamples.PROJECT;
import static metatextgrad.meta.RunEventSamples.SPEC;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.adapt.NextOptimizers.Chosen;
import metatextgrad.meta.RunEventSamples;
import metatextgrad.model.Cost;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.project.Project;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The optimizers from which the next run starts. */
final class NextOptimizersTest {
    private static final Project DEFINED = RunEventSamples.request(1).project();
    private static final OptimizerSpec FIRST = SPEC.withTaskDescription("first");
    private static final OptimizerSpec SECOND = SPEC.withTaskDescription("second");
    private static final OptimizerSpec COMPOSED = composed("composed", "third");
    private static final OptimizerSpec THEIRS = composed("theirs", "theirs");

    @Test
    void shouldStartFromTheProjectsOptimizersIfNoneWasAdopted() {
        assertThat(NextOptimizers.of(DEFINED, List.of(described(FIRST, SPEC, Verdict.REJECTED))))
                .containsExactly(new Chosen(SPEC, null));
    }

    @Test
    void shouldStartFromTheLastAdoptedVersion() {
        OptimizerVersion last = described(SECOND, FIRST, Verdict.ADOPTED);
        List<OptimizerVersion> versions =
                List.of(
                        described(FIRST, SPEC, Verdict.ADOPTED),
                        last,
                        described(SPEC.withTaskDescription("worse"), SECOND, Verdict.REJECTED));

        assertThat(NextOptimizers.of(DEFINED, versions)).containsExactly(new Chosen(SECOND, last));
    }

    /** A race describes its leader, which need not be adopted. It adopts one optimizer at most. */
    @Test
    void shouldStartFromAnAdoptedVersionOfOneThatWasNot() {
        OptimizerVersion adopted = described(SECOND, FIRST, Verdict.ADOPTED);
        List<OptimizerVersion> race = List.of(described(FIRST, SPEC, Verdict.LUCKY), adopted);

        assertThat(NextOptimizers.of(DEFINED, race)).containsExactly(new Chosen(SECOND, adopted));
        assertThat(
                        NextOptimizers.of(
                                DEFINED,
                                List.of(
                                        described(FIRST, SPEC, Verdict.LUCKY),
                                        structurePhase(COMPOSED, FIRST))))
                .hasSize(2);
    }

    /** Otherwise an edit of the project file would change nothing. */
    @Test
    void shouldIgnoreDescendantsOfOptimizersNoLongerInTheProjectFile() {
        OptimizerSpec former = SPEC.withTaskDescription("as it was");

        assertThat(
                        NextOptimizers.of(
                                DEFINED,
                                List.of(
                                        described(FIRST, former, Verdict.ADOPTED),
                                        structurePhase(COMPOSED, former, FIRST))))
                .containsExactly(new Chosen(SPEC, null));
    }

    @Test
    void shouldAddTheLastStructureInItsLastVersion() {
        OptimizerVersion first = described(FIRST, SPEC, Verdict.ADOPTED);
        OptimizerSpec later = composed("later", "fourth");
        OptimizerVersion learned =
                described(later.withTaskDescription("fifth"), later, Verdict.ADOPTED);

        assertThat(
                        NextOptimizers.of(
                                DEFINED,
                                List.of(
                                        first,
                                        structurePhase(COMPOSED, FIRST),
                                        structurePhase(later, FIRST, COMPOSED),
                                        learned)))
                .containsExactly(new Chosen(FIRST, first), new Chosen(learned.spec(), learned));
    }

    @Test
    void shouldAddSubmittedOptimizersUnlessTheyWereRejected() {
        OptimizerVersion offer = OptimizerVersion.offered(PROJECT, THEIRS, null, new Serial(1));

        assertThat(NextOptimizers.of(DEFINED, List.of(offer)))
                .containsExactly(new Chosen(SPEC, null), new Chosen(THEIRS, offer));
        OptimizerVersion adopted = answered(offer, Verdict.ADOPTED);
        assertThat(NextOptimizers.of(DEFINED, List.of(adopted)))
                .containsExactly(new Chosen(SPEC, null), new Chosen(THEIRS, adopted));
        assertThat(NextOptimizers.of(DEFINED, List.of(answered(offer, Verdict.REJECTED))))
                .containsExactly(new Chosen(SPEC, null));
    }

    @Test
    void shouldKeepTheFirstOfTwoOptimizersWithEqualPhases() {
        OptimizerVersion same =
                OptimizerVersion.offered(
                        PROJECT, new OptimizerSpec("again", SPEC.phases()), null, new Serial(1));

        assertThat(NextOptimizers.of(DEFINED, List.of(same)))
                .containsExactly(new Chosen(SPEC, null));
    }

    private static OptimizerSpec composed(String name, String description) {
        return new OptimizerSpec(name, SPEC.withTaskDescription(description).phases());
    }

    private static OptimizerVersion described(
            OptimizerSpec spec, OptimizerSpec parent, Verdict verdict) {
        return version(spec, List.of(parent), new TaskId("drawn"), verdict);
    }

    private static OptimizerVersion structurePhase(OptimizerSpec spec, OptimizerSpec... parents) {
        return version(spec, List.of(parents), null, Verdict.ADOPTED);
    }

    private static OptimizerVersion version(
            OptimizerSpec spec,
            List<OptimizerSpec> parents,
            @Nullable TaskId drawn,
            Verdict verdict) {
        return new OptimizerVersion(
                PROJECT,
                new RunId("run"),
                new TrialId("trial"),
                spec,
                parents.stream().map(OptimizerSpec::contentId).toList(),
                drawn,
                .5,
                .4,
                null,
                verdict,
                new Serial(1),
                Cost.NONE,
                false,
                null,
                null);
    }

    private static OptimizerVersion answered(OptimizerVersion offer, Verdict verdict) {
        return offer.answered(
                new RunId("run"), new TrialId("trial"), .5, .4, null, verdict, Cost.NONE);
    }
}
