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

    private final MetaStructureOptimizer optimizer =
            new MetaStructureOptimizer(
                    List.of(TGD, ADAS),
                    TGD,
                    List.of(),
                    6,
                    new TextRules("Brackets.", List.of(), 8));

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
}
