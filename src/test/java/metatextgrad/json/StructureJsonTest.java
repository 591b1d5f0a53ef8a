package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import metatextgrad.model.Aspect;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Reduce;
import metatextgrad.model.Tags;
import org.junit.jupiter.api.Test;

final class StructureJsonTest {
    private static final Phase GIVEN =
            new Phase(
                    "tgd",
                    Aspect.PROMPT,
                    6,
                    "You improve.",
                    List.of("be brief"),
                    List.of(),
                    1,
                    2,
                    new Tags("<NEW>", "</NEW>"),
                    Reduce.SUMMARISE,
                    ModelRole.META);

    @Test
    void shouldReadWhatItWrites() {
        OptimizerSpec spec = new OptimizerSpec("a", List.of(GIVEN, GIVEN));
        assertThat(StructureJson.read(StructureJson.write(spec), strategy -> GIVEN))
                .isEqualTo(spec);
    }

    /** With a schema, models write their analysis into the object. */
    @Test
    void shouldIgnoreAnAnalysisInsideTheObject() {
        OptimizerSpec spec = new OptimizerSpec("a", List.of(GIVEN, GIVEN));
        String reply = StructureJson.write(spec).replaceFirst("\\{", "{\"analysis\":\"x\",");
        assertThat(StructureJson.read(reply, strategy -> GIVEN)).isEqualTo(spec);
    }

    @Test
    void shouldCompleteAPhaseFromItsModel() {
        String reply =
                "Thinking. {\"name\": \"b\", \"phases\": [{\"strategy\": \"tgd\", \"steps\": 2}]}";
        Phase phase = StructureJson.read(reply, strategy -> GIVEN).phases().getFirst();
        assertThat(phase)
                .isEqualTo(
                        new Phase(
                                "tgd",
                                Aspect.PROMPT,
                                2,
                                "You improve.",
                                List.of("be brief"),
                                List.of(),
                                1,
                                2,
                                GIVEN.tags(),
                                Reduce.SUMMARISE,
                                ModelRole.META));
    }

    @Test
    void shouldNameTheUsualStrategyOfAnAspect() {
        String reply =
                "{\"name\": \"b\", \"phases\": [{\"aspect\": \"structure\", \"steps\": 2}, {\"aspect\": \"prompt\", \"steps\": 3}]}";
        assertThat(
                        StructureJson.read(
                                        reply, name -> Phase.plain(name, Aspect.PROMPT, 1, "You."))
                                .phases())
                .extracting(Phase::strategy, Phase::steps)
                .containsExactly(tuple("adas", 2), tuple("tgd", 3));
    }

    @Test
    void shouldReportAllProblems() {
        assertThatThrownBy(
                        () ->
                                StructureJson.read(
                                        "{\"phases\": [{\"strategy\": \"tgd\", \"steps\": 0, \"url\": \"x\"}]}",
                                        strategy -> GIVEN))
                .isInstanceOf(InvalidFile.class)
                .hasMessageContaining("name: is missing")
                .hasMessageContaining("phases[0].steps: must be at least 1")
                .hasMessageContaining("phases[0].url: unknown key");
    }
}
