package metatextgrad.evaluator;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import metatextgrad.json.ReplyJson;
import metatextgrad.model.Score;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import org.jspecify.annotations.Nullable;

/**
 * The values of a list in a field of a JSON answer. The score is F1 of these values and the
 * expected ones: twice the common ones, divided by the sizes of both. The list must be sorted and
 * have no value twice; otherwise the score is 0. The expected answer is such an object too. Letter
 * case makes no difference. TextGrad has no such scorer, so both readings are alike.
 */
public final class JsonList implements Evaluator {
    private final String field;
    private final int most;

    public JsonList() {
        this("values", Integer.MAX_VALUE);
    }

    private JsonList(String field, int most) {
        this.field = field;
        this.most = most;
    }

    @Override
    public String name() {
        return "json-list";
    }

    @Override
    public Evaluator with(EvaluatorSpec spec) {
        OwnSettings settings = OwnSettings.of(spec, "field", "most");
        String most = settings.text("most", "");
        if (!most.matches("|[1-9][0-9]{0,5}"))
            throw new IllegalArgumentException(
                    "`most` of `json-list` must be a whole number from 1 on, not `%s`"
                            .formatted(most));
        return new JsonList(
                settings.text("field"),
                most.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(most));
    }

    @Override
    public Finding evaluate(TaskSubmitted task, String answer, AnswerParsing reading) {
        if (task.target() == null) return Rule.unscored(Rule.NO_TARGET);
        String shown = Rule.shown(task.target().strip());
        List<String> expected = read(task.target()).orElse(List.of());
        if (expected.isEmpty() || problem(expected) != null)
            return Rule.unscored(
                    "The expected answer %s is not an object with such a list in `%s`."
                            .formatted(shown, field));
        List<String> given = read(answer).orElse(null);
        if (given == null)
            return new Finding.Scored(
                    Score.UNPARSEABLE,
                    "There is no list in the field `%s` of a JSON object; the expected answer is %s."
                            .formatted(field, shown));
        String problem = problem(given);
        if (problem != null)
            return new Finding.Scored(
                    Score.WRONG, "%s; the expected answer is %s.".formatted(problem, shown));
        return compare(given, expected, shown);
    }

    private Optional<List<String>> read(String text) {
        return ReplyJson.list(text, field)
                .map(
                        values ->
                                values.stream()
                                        .map(value -> value.toLowerCase(Locale.ROOT))
                                        .toList());
    }

    /** Returns which rule of the form a list breaks; null if none. */
    private @Nullable String problem(List<String> values) {
        if (Set.copyOf(values).size() < values.size()) return "A value is in the list twice";
        if (values.size() > most)
            return "The list has %d values, and %d are allowed".formatted(values.size(), most);
        return values.equals(values.stream().sorted().toList()) ? null : "The list is not sorted";
    }

    private static Finding compare(List<String> given, List<String> expected, String shown) {
        Set<String> lacking = without(expected, given);
        Set<String> wrong = without(given, expected);
        if (lacking.isEmpty() && wrong.isEmpty()) return Rule.RIGHT;
        int common = given.size() - wrong.size();
        double f1 = 2. * common / (given.size() + expected.size());
        String missing = lacking.isEmpty() ? "" : "The list lacks %s. ".formatted(named(lacking));
        String added = wrong.isEmpty() ? "" : "%s must not be in it. ".formatted(named(wrong));
        return new Finding.Scored(
                new Score(Score.Outcome.WRONG, f1),
                missing + added + "The expected answer is %s.".formatted(shown));
    }

    private static Set<String> without(List<String> values, List<String> others) {
        Set<String> rest = new LinkedHashSet<>(values);
        rest.removeAll(Set.copyOf(others));
        return rest;
    }

    private static String named(Set<String> values) {
        return values.stream().map(Rule::shown).collect(Collectors.joining(", "));
    }
}
