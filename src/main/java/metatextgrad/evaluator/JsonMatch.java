package metatextgrad.evaluator;

import metatextgrad.json.ReplyJson;
import metatextgrad.model.event.Task;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.Reading;

/**
 * Equality of one field of a JSON answer. The object may be bare, fenced or surrounded by prose;
 * the last one with the field counts. Its value is a text, a number or a truth value. It is
 * compared as {@code compare} states, in either reading: TextGrad has no such scorer.
 */
public final class JsonMatch implements Evaluator {
    private final Where field;
    private final Comparison comparison;

    public JsonMatch() {
        this("answer", Comparison.EXACT);
    }

    private JsonMatch(String field, Comparison comparison) {
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
                settings.text("field"), Comparison.named(settings.text("compare", "exact")));
    }

    @Override
    public Finding evaluate(Task task, String answer, Reading reading) {
        return comparison.at(field, task).compare(task, answer, Reading.STRICT);
    }
}
