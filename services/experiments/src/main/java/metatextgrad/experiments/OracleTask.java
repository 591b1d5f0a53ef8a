package metatextgrad.experiments;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import metatextgrad.llm.LanguageModel;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.statistics.Seeds;

/**
 * One task family of an {@link OracleStudy}.
 *
 * @param texts the descriptions that depend on the world: ideal, vague and wrong-task
 */
public record OracleTask(
        Project project,
        List<TaskSubmitted> tasks,
        LanguageModel model,
        Map<OracleDescription, String> texts) {
    public OracleTask {
        tasks = List.copyOf(tasks);
        texts = Map.copyOf(texts);
    }

    /** Returns a base optimizer with a description of this kind. */
    OptimizerSpec described(OptimizerSpec base, OracleDescription kind, long seed) {
        return switch (kind) {
            case BASE -> base;
            case IDEAL, VAGUE, WRONG_TASK -> base.withTaskDescription(text(kind));
            case PLACEBO ->
                    base.withTaskDescription(
                            Placebo.ofLength(
                                    text(OracleDescription.IDEAL).length(),
                                    Seeds.of("oracle", seed)));
        };
    }

    private String text(OracleDescription kind) {
        return requireNonNull(texts.get(kind), kind.name());
    }
}
