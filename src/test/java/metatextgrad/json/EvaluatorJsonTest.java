package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.project.EvaluatorSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which evaluator, as canonical JSON and in a project file. */
final class EvaluatorJsonTest {
    private static final EvaluatorSpec FIELD =
            EvaluatorSpec.with("json-field", Map.of("field", "n", "compare", "number"));
    private static final EvaluatorSpec WEIGHED =
            new EvaluatorSpec(
                    "composite",
                    new TreeMap<>(),
                    List.of(
                            new EvaluatorSpec.Part(.25, EvaluatorSpec.named("judge")),
                            new EvaluatorSpec.Part(.75, FIELD)));

    @Test
    void shouldWriteANameAlone() {
        assertThat(written(EvaluatorSpec.named("exact"))).isEqualTo("{\"name\":\"exact\"}");
    }

    @Test
    void shouldWriteSettingsBesideTheName() {
        assertThat(written(FIELD))
                .isEqualTo("{\"compare\":\"number\",\"field\":\"n\",\"name\":\"json-field\"}");
        assertThat(written(WEIGHED))
                .isEqualTo(
                        "{\"name\":\"composite\",\"parts\":["
                                + "{\"evaluator\":{\"name\":\"judge\"},\"weight\":0.25},"
                                + "{\"evaluator\":{\"compare\":\"number\",\"field\":\"n\","
                                + "\"name\":\"json-field\"},\"weight\":0.75}]}");
    }

    @Test
    void shouldReadBothForms() {
        assertThat(read("\"exact\"")).isEqualTo(EvaluatorSpec.named("exact"));
        assertThat(read("{\"name\":\"exact\"}")).isEqualTo(EvaluatorSpec.named("exact"));
        assertThat(read(written(FIELD))).isEqualTo(FIELD);
        assertThat(read(written(WEIGHED))).isEqualTo(WEIGHED);
        assertThat(read("{\"name\":\"own\",\"most\":5,\"strict\":true}"))
                .isEqualTo(EvaluatorSpec.with("own", Map.of("most", "5", "strict", "true")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5 | evaluator: must be an object",
                "{} | evaluator.name: is missing",
                "{\"name\":\" \"} | evaluator: evaluator is blank",
                "{\"name\":\"own\",\"list\":[]} | evaluator.list: must be a string or a number",
                "{\"name\":\"own\",\"parts\":[{\"weight\":2,\"evaluator\":\"exact\"}]} |"
                        + " evaluator.parts[0]: weight must be in (0, 1], not 2.0",
                "{\"name\":\"own\",\"parts\":[{\"weight\":1}]} |"
                        + " evaluator.parts[0].evaluator: is missing",
            })
    void shouldReportPathAndReason(String json, String complaint) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(complaint);
    }

    private static String written(EvaluatorSpec spec) {
        return Json.write(spec);
    }

    private record Holder(EvaluatorSpec evaluator) {}

    private static EvaluatorSpec read(String json) {
        return Json.read("{\"evaluator\":" + json + "}", Holder.class).evaluator();
    }
}
