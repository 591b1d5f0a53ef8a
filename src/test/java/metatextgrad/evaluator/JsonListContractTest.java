package metatextgrad.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import metatextgrad.model.Score;
import metatextgrad.model.Score.Outcome;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import net.jqwik.api.Example;

final class JsonListContractTest extends EvaluatorContract {
    private static final Score HALF = new Score(Outcome.WRONG, .5);

    @Override
    protected Evaluator evaluator() {
        return most("3");
    }

    @Override
    protected String target() {
        return "{\"uses\": [\"editing\", \"viewing\"]}";
    }

    @Override
    protected String right() {
        return "So it is {\"uses\": [\"Editing\", \"viewing\"]}.";
    }

    @Override
    protected String wrong() {
        return "{\"uses\": [\"playing\"]}";
    }

    @Example
    void shouldScoreTheCommonValues() {
        assertThat(finding("[\"editing\", \"playing\"]"))
                .isEqualTo(
                        new Finding.Scored(
                                HALF,
                                "The list lacks `viewing`. `playing` must not be in it. The expected answer is `%s`."
                                        .formatted(target())));
        assertThat(finding("[]"))
                .isEqualTo(
                        new Finding.Scored(
                                Score.WRONG,
                                "The list lacks `editing`, `viewing`. The expected answer is `%s`."
                                        .formatted(target())));
    }

    @Example
    void shouldRefuseAListThatBreaksItsForm() {
        assertThat(finding("[\"viewing\", \"editing\"]"))
                .isEqualTo(broken("The list is not sorted"));
        assertThat(finding("[\"viewing\", \"viewing\"]"))
                .isEqualTo(broken("A value is in the list twice"));
        assertThat(finding("[\"a\", \"editing\", \"viewing\", \"z\"]"))
                .isEqualTo(broken("The list has 4 values, and 3 are allowed"));
        assertThat(finding("[{}]"))
                .isEqualTo(
                        new Finding.Scored(
                                Score.UNPARSEABLE,
                                "There is no list in the field `uses` of a JSON object; the expected answer is `%s`."
                                        .formatted(target())));
    }

    @Example
    void shouldRefuseAWrongSetting() {
        assertThatThrownBy(() -> most("0"))
                .hasMessage("`most` of `json-list` must be a whole number from 1 on, not `0`");
    }

    private Finding broken(String problem) {
        return new Finding.Scored(
                Score.WRONG, "%s; the expected answer is `%s`.".formatted(problem, target()));
    }

    private Finding finding(String list) {
        return evaluator()
                .evaluate(task(target()), "{\"uses\": " + list + "}", AnswerParsing.STRICT);
    }

    private static Evaluator most(String most) {
        return Evaluators.of(
                EvaluatorSpec.with("json-list", Map.of("field", "uses", "most", most)));
    }
}
