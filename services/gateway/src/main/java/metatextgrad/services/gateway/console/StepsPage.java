package metatextgrad.services.gateway.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Text;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.RunState;
import metatextgrad.services.gateway.records.RunSteps;
import metatextgrad.services.gateway.records.RunSteps.Step;
import metatextgrad.services.gateway.views.ApiJson;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a run, the newest first.
 *
 * @param curve the scores of these steps in their order, for the script; empty without any
 * @param isWhole false if older steps were not read
 */
public record StepsPage(
        String run, String project, Paged<Row> steps, String curve, boolean isWhole) {
    private static final int SIZE = 25;

    /**
     * A step.
     *
     * @param number of the step in the run, from 1
     * @param by name of its trial
     * @param score of the proposal with its interval; null if none was measured
     */
    public record Row(
            int number,
            String href,
            String by,
            String decision,
            String reason,
            @Nullable ScoreStats score,
            double incumbent,
            String at) {
        static Row of(int number, Step step) {
            OptimizerState state = step.state();
            return new Row(
                    number,
                    Figures.stepUrl(state.stepRef()),
                    step.by() + ", step " + state.stepRef().step(),
                    Text.lower(state.decision()),
                    state.reason(),
                    step.score() == null ? null : step.score().stats(),
                    state.incumbentScore(),
                    step.record().at().toString());
        }
    }

    static StepsPage of(RunState run, RunSteps steps, int number) {
        List<Row> rows = new ArrayList<>();
        for (Step step : steps.steps()) rows.add(Row.of(rows.size() + 1, step));
        Paged<Row> page = Paged.of(rows.reversed(), number, SIZE);
        return new StepsPage(
                run.request().id().value(),
                run.request().project().id().value(),
                page,
                curve(page.items().reversed()),
                steps.isWhole());
    }

    private static String curve(List<Row> rows) {
        List<Row> scored = rows.stream().filter(one -> one.score() != null).toList();
        if (scored.isEmpty()) return "";
        return ApiJson.write(
                RunPage.Curve.of(
                        scored.stream().map(one -> "Step " + one.number()).toList(),
                        scored.stream().map(Row::score).filter(Objects::nonNull).toList()));
    }
}
