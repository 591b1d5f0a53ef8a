package metatextgrad.evaluator;

import metatextgrad.json.ReplyJson;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import org.jspecify.annotations.Nullable;

/**
 * Equality of whole JSON objects, such as calls of functions. The object may be bare, fenced or
 * surrounded by prose; the last one counts. The order of fields, zeros at the end of numbers and
 * letter case make no difference. TextGrad has no such scorer, so both readings are alike.
 */
public final class JsonEqual implements Evaluator {
    private static final Rule RULE =
            new Rule(
                    new Where("JSON object", JsonEqual::normal),
                    object -> object,
                    JsonEqual::normal,
                    "a JSON object");

    @Override
    public String name() {
        return "json";
    }

    @Override
    public Finding evaluate(TaskSubmitted task, String answer, AnswerParsing reading) {
        return RULE.compare(task, answer, AnswerParsing.STRICT);
    }

    private static @Nullable String normal(String text) {
        return ReplyJson.normalForm(text).orElse(null);
    }
}
