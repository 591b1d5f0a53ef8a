package metatextgrad.evaluator;

import metatextgrad.json.ReplyJson;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;

/**
 * Equality of one field of a JSON answer. The object may be bare, fenced or surrounded by prose;
 * the last one with the field counts. Its value is a text, a number or a truth value. It is
 * compared as {@code compare} states, in either reading: TextGrad has no such scorer.
 */
public final class JsonMatch implements Evaluator {
    private final Where field;
    private final AnswerComparison comparison;

    public JsonMatch() {
        this("answer", new ExactMatch());
    }

    private JsonMatch(String field, AnswerComparison comparison) {
        this.field =
                new Where(
                        "field `" + field + "` of a JSON object",
                        reply -> ReplyJson.scalar(reply, field).orElse(null));
        this.comparison = comparison;
    }

    @Override
    public String name() {
        return "json-field";
    }

    @Override
    public Evaluator with(EvaluatorSpec spec) {
        OwnSettings settings = OwnSettings.of(spec, "field", "compare");
        return new JsonMatch(
                settings.text("field"), AnswerComparison.named(settings.text("compare", "exact")));
    }

    @Override
    public Finding evaluate(TaskSubmitted task, String answer, AnswerParsing reading) {
        return comparison.strict(task, field).compare(task, answer, AnswerParsing.STRICT);
    }
}
