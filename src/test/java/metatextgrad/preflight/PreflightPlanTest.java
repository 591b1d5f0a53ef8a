package metatextgrad.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Split;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.preflight.PreflightPlan.Part;
import metatextgrad.preflight.PreflightPlan.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls a preflight makes. */
final class PreflightPlanTest {
    private static final List<TaskSubmitted> TRAIN =
            PreflightCases.tasks(Split.TRAIN, 40, i -> "yes");

    @Test
    void shouldAnswerTwelveRowsTwiceAndEightByTheCritic() {
        Project project = PreflightCases.project("large");
        PreflightPlan plan = PreflightPlan.of(project, TRAIN);

        assertThat(plan.calls()).isEqualTo(32);
        List<Request> requests = plan.requests(project);
        assertThat(requests).filteredOn(one -> one.part() == Part.COLD).hasSize(12);
        assertThat(requests).filteredOn(one -> one.part() == Part.WARM).hasSize(12);
        assertThat(requests).filteredOn(one -> one.part() == Part.CRITIC).hasSize(8);
        assertThat(requests)
                .extracting(one -> model(one).name() + " " + model(one).temperature())
                .containsOnly("small 0.0", "small 1.0", "large 0.0");
    }

    @ParameterizedTest
    @CsvSource({"1, 12, 8, 32", "2, 7, 5, 38", "3, 4, 3, 33"})
    void shouldMakeFortyCallsOrFewer(int perRow, int rows, int critic, int calls) {
        PreflightPlan plan = PreflightPlan.of(PreflightCases.project("large", perRow), TRAIN);

        assertThat(plan.rows()).hasSize(rows);
        assertThat(plan.criticRows()).isEqualTo(critic);
        assertThat(plan.calls()).isEqualTo(calls);
    }

    @Test
    void shouldNotAskACriticThatIsTheTaskModel() {
        PreflightPlan plan = PreflightPlan.of(PreflightCases.project("small"), TRAIN);

        assertThat(plan.criticRows()).isZero();
        assertThat(plan.calls()).isEqualTo(24);
    }

    @Test
    void shouldReadTrainingRowsAlone() {
        List<TaskSubmitted> all = new ArrayList<>(PreflightCases.tasks(Split.VAL, 40, i -> "no"));
        all.addAll(PreflightCases.tasks(Split.TEST, 40, i -> "no"));
        all.addAll(PreflightCases.tasks(Split.GATE, 40, i -> "no"));
        all.addAll(PreflightCases.tasks(Split.TRAIN, 5, i -> "yes"));
        PreflightPlan plan = PreflightPlan.of(PreflightCases.project("large"), all);

        assertThat(plan.rows()).hasSize(5).allMatch(row -> row.split() == Split.TRAIN);
        assertThat(PreflightPlan.of(PreflightCases.project("large"), all)).isEqualTo(plan);
    }

    @Test
    void shouldSkipWhatItCannotMeasure() {
        Project project = PreflightCases.project("large");
        Project judged =
                project.withLoop(project.loop().withEvaluator(EvaluatorSpec.named("judge")));

        assertThat(PreflightPlan.of(judged, TRAIN).skipped())
                .isEqualTo("the evaluator needs a judge, whose calls cost more");
        assertThat(PreflightPlan.of(project, TRAIN.subList(0, 3)).skipped())
                .isEqualTo("fewer than 4 training rows have a right answer");
        assertThat(PreflightPlan.of(PreflightCases.project("large", 6), TRAIN).skipped())
                .isEqualTo("one answer takes up to 6 calls, and 40 calls measure too few rows");
        assertThat(PreflightPlan.of(judged, TRAIN).calls()).isZero();
    }

    @Test
    void shouldSendNoTemperatureThatTheProjectDoesNotSend() {
        Project project = PreflightCases.project("small");
        Map<ModelRole, ModelSpec> models = new EnumMap<>(project.loop().models());
        models.replaceAll((role, model) -> model.withTemperature(null));
        Project none = project.withLoop(project.loop().withModels(models));

        assertThat(PreflightPlan.of(none, TRAIN).requests(none))
                .isNotEmpty()
                .allMatch(one -> model(one).temperature() == null);
    }

    private static ModelSpec model(Request request) {
        return request.settings().model(ModelRole.PROGRAM);
    }
}
