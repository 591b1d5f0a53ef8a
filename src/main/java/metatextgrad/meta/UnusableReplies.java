package metatextgrad.meta;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import metatextgrad.model.Failure.Content.Kind;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.project.ModelSpec;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes a model that cannot answer at all with its settings. A search on replies without text
 * would only spend money: every program scores 0. A reply of the wrong form is a wrong answer, and
 * is not a matter of settings. Pure.
 */
final class UnusableReplies {
    private static final double MOST = 0.9;

    private UnusableReplies() {}

    /**
     * Returns why a run on this model must stop, in one line; null if enough replies have text.
     *
     * @param outcomes of the seed program
     */
    static @Nullable String problem(List<ItemOutcome> outcomes, RunRequested request) {
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        outcomes.stream()
                .map(ItemOutcome::unusable)
                .filter(Objects::nonNull)
                .filter(kind -> kind != Kind.OTHER)
                .forEach(kind -> counts.merge(kind, 1L, Long::sum));
        long unusable = counts.values().stream().mapToLong(Long::longValue).sum();
        if (unusable == 0 || unusable < MOST * outcomes.size()) return null;
        Kind most =
                counts.entrySet().stream()
                        .max(Comparator.comparingLong(Map.Entry::getValue))
                        .orElseThrow()
                        .getKey();
        ModelSpec model = request.project().loop().model(ModelRole.PROGRAM);
        return "%d of %d replies to the seed program have no text: %s"
                .formatted(unusable, outcomes.size(), advice(most, model));
    }

    private static String advice(Kind kind, ModelSpec model) {
        return switch (kind) {
            case CUT_OFF ->
                    "they are cut off (finish reason length). Raise max-tokens of model %s, now %d"
                            .formatted(model.name(), model.maxTokens());
            case REPEATED ->
                    "they repeat one piece until they are cut off (finish reason length). Use another model than %s, or a higher temperature; max-tokens (now %d) is not the cause"
                            .formatted(model.name(), model.maxTokens());
            case EMPTY ->
                    "they are empty. If model %s reasons before it answers, raise its max-tokens, now %d; else use another model"
                            .formatted(model.name(), model.maxTokens());
            case FILTERED, OTHER ->
                    "the server of model %s withheld them (finish reason content_filter). Change its filter, the tasks or the model; max-tokens (now %d) is not the cause"
                            .formatted(model.name(), model.maxTokens());
        };
    }
}
