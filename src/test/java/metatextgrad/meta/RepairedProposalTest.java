package metatextgrad.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import metatextgrad.json.StructureJson;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.Test;

/** The fixed proposal that a meta model sees beside the errors of its last reply. */
final class RepairedProposalTest {
    private static final OptimizerSpec TGD =
            new OptimizerSpec("tgd", List.of(Strategies.plain("tgd")));
    private static final OptimizerSpec ADAS =
            new OptimizerSpec("adas", List.of(Strategies.plain("adas")));
    private static final String BACKWARDS =
            """
            {"name": "both", "phases": [
              {"strategy": "tgd", "aspect": "prompt", "steps": 3},
              {"strategy": "adas", "aspect": "structure", "steps": 3}]}
            """;

    private final MetaStructureOptimizer optimizer = composing(false);

    @Test
    void shouldShowTheNearestValidOptimizer() {
        Optional<OptimizerSpec> repaired = optimizer.repaired(BACKWARDS);
        assertThat(repaired.orElseThrow().phases())
                .containsExactly(
                        ADAS.phases().getFirst().withSteps(3),
                        TGD.phases().getFirst().withSteps(3));
        assertThat(optimizer.request(List.of("it is wrong"), repaired).getFirst().content().strip())
                .endsWith(
                        "Your last reply could not be used (it is wrong): change exactly this, and end"
                                + " with one JSON object of the form above, for instance "
                                + StructureJson.write(repaired.orElseThrow())
                                + ".");
    }

    @Test
    void shouldShowNoneIfTheReplyIsNoStructureOrNeedsNoRepair() {
        assertThat(optimizer.repaired("I cannot do that.")).isEmpty();
        assertThat(optimizer.repaired(StructureJson.write(TGD))).isEmpty();
        assertThat(
                        optimizer
                                .request(List.of("it is wrong"), Optional.empty())
                                .getFirst()
                                .content()
                                .strip())
                .endsWith(
                        "(it is wrong): change exactly this, and end with one JSON object of the"
                                + " form above.");
    }

    @Test
    void shouldShowAFilledInExampleAndNoSchema() {
        assertThat(optimizer.request(List.of(), Optional.empty()).getFirst().content())
                .contains(
                        "like this one:\n{\"name\":\"adas-then-tgd\",\"phases\":["
                                + "{\"aspect\":\"structure\",\"steps\":3,\"strategy\":\"adas\"},"
                                + "{\"aspect\":\"prompt\",\"steps\":3,\"strategy\":\"tgd\"}]}\n")
                .doesNotContain("$schema", "additionalProperties");
    }

    @Test
    void shouldMakeAnExampleOfOneStrategy() {
        assertThat(StructureExample.of(List.of(TGD), 5).phases())
                .extracting(Phase::steps)
                .containsExactly(3, 2);
        assertThat(StructureExample.of(List.of(TGD, ADAS), 1).phases())
                .extracting(Phase::strategy)
                .containsExactly("adas");
    }

    /** In a race every phase may have the steps of a whole trial. */
    @Test
    void shouldCountStepsPerPhaseInARace() {
        OptimizerSpec both =
                new OptimizerSpec(
                        "both",
                        List.of(
                                ADAS.phases().getFirst().withSteps(6),
                                TGD.phases().getFirst().withSteps(6)));
        OptimizerSpec longer =
                new OptimizerSpec("longer", List.of(TGD.phases().getFirst().withSteps(7)));
        MetaStructureOptimizer race = composing(true);

        assertThat(race.checked(both, RunEventSamples.program("seed")))
                .isInstanceOf(ParsedProposal.Valid.class);
        assertThat(race.checked(longer, RunEventSamples.program("seed")))
                .isInstanceOfSatisfying(
                        ParsedProposal.Invalid.class,
                        invalid ->
                                assertThat(invalid.problems())
                                        .contains("a phase has more than 6 steps"));
        assertThat(optimizer.checked(both, RunEventSamples.program("seed")))
                .isInstanceOf(ParsedProposal.Invalid.class);
        assertThat(race.request(List.of(), Optional.empty()).getFirst().content())
                .contains(
                        "in phases of at most 6 steps each. In",
                        "4. Each phase has at most 6 steps.\n")
                .doesNotContain("add up");
        assertThat(optimizer.request(List.of(), Optional.empty()).getFirst().content())
                .contains(
                        "calls in at most 6 steps. In",
                        "4. The steps of all phases add up to at most 6.\n");
    }

    private static MetaStructureOptimizer composing(boolean perPhase) {
        return new MetaStructureOptimizer(
                List.of(TGD, ADAS),
                TGD,
                List.of(),
                6,
                perPhase,
                new TextRules("Brackets.", List.of(), 8));
    }
}
