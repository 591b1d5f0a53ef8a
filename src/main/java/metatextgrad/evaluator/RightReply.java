package metatextgrad.evaluator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import metatextgrad.json.Json;
import metatextgrad.model.Score;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;

/**
 * Writes the reply that an evaluator takes for right, from the right answer of a task. A worked
 * example shows this reply, so that a model learns the form of the answer together with its
 * content. Pure.
 */
public final class RightReply {
    private static final String FIELD = "field";

    private RightReply() {}

    /**
     * Returns the shortest usual form that the evaluator scores as right: an answer line, the bare
     * answer (first, if it is a JSON object), or a JSON object with its field. Returns empty if the
     * task has no right answer or no form is right, as for a pattern with other text around the
     * answer. A judge is not asked: its examples have an answer line.
     */
    public static Optional<String> of(
            EvaluatorSpec spec, AnswerParsing reading, TaskSubmitted task) {
        String target = task.target();
        if (target == null || target.isBlank()) return Optional.empty();
        Evaluator evaluator = Evaluators.of(spec);
        List<String> forms = forms(spec, target.strip());
        if (evaluator.requests()) return Optional.of(forms.getFirst());
        return forms.stream().filter(form -> isRight(evaluator, task, form, reading)).findFirst();
    }

    private static boolean isRight(
            Evaluator evaluator, TaskSubmitted task, String form, AnswerParsing reading) {
        return evaluator.evaluate(task, form, reading) instanceof Finding.Scored scored
                && scored.score().outcome() == Score.Outcome.CORRECT;
    }

    private static List<String> forms(EvaluatorSpec spec, String target) {
        List<String> forms = new ArrayList<>(List.of("Answer: " + target, target));
        if (target.startsWith("{")) Collections.reverse(forms);
        fields(spec).forEach(field -> forms.add(Json.ofField(field, target)));
        return forms;
    }

    private static List<String> fields(EvaluatorSpec spec) {
        List<String> fields = new ArrayList<>();
        String own = spec.settings().get(FIELD);
        if (own != null) fields.add(own);
        spec.parts().forEach(part -> fields.addAll(fields(part.evaluator())));
        return fields;
    }
}
