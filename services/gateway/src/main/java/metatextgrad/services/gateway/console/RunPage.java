package metatextgrad.services.gateway.console;

import java.util.List;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.event.RunState;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.views.ReadModels.TimedRun;
import metatextgrad.services.gateway.views.RunRow;
import metatextgrad.statistics.PairedDifference;
import org.jspecify.annotations.Nullable;

/**
 * A run.
 *
 * @param spend of its budget
 * @param gain test score of the best result minus that of the seed program; null before the test
 * @param isOpen whether it has not ended
 * @param operates whether the person may send commands, and the run takes any
 */
public record RunPage(
        RunRow.Detail run,
        SpendBar spend,
        @Nullable PairedDifference gain,
        @Nullable IntervalPlot plot,
        boolean isOpen,
        boolean operates) {
    /**
     * What the curve shows, one value for each result.
     *
     * @param low lower ends of the 95 % intervals of {@code validation}
     * @param test null where the test set was not read; empty if there is none
     */
    public record Curve(
            List<String> names,
            List<Double> validation,
            List<Double> low,
            List<Double> high,
            List<@Nullable Double> test) {
        /** Returns the curve of scores without any test. */
        static Curve of(List<String> names, List<ScoreStats> scores) {
            return new Curve(
                    names,
                    scores.stream().map(ScoreStats::mean).toList(),
                    scores.stream().map(ScoreStats::low).toList(),
                    scores.stream().map(ScoreStats::high).toList(),
                    List.of());
        }

        static Curve of(RunState run) {
            List<RunState.Line> lines = run.lines();
            return new Curve(
                    lines.stream().map(RunState.Line::name).toList(),
                    lines.stream().map(one -> one.validation().mean()).toList(),
                    lines.stream().map(one -> one.validation().low()).toList(),
                    lines.stream().map(one -> one.validation().high()).toList(),
                    lines.stream()
                            .<@Nullable Double>map(
                                    one -> one.test() == null ? null : one.test().mean())
                            .toList());
        }
    }

    static RunPage of(ConsoleCall call, TimedRun run) {
        RunRow.Detail detail = RunRow.detail(run);
        Integer best = detail.best();
        PairedDifference gain = best == null ? null : detail.results().get(best).difference();
        RunState state = run.state();
        return new RunPage(
                detail,
                SpendBar.of(
                        call.models().spent(state.request()),
                        state.request().project().budget().run()),
                gain,
                gain == null ? null : IntervalPlot.of(gain.estimate(), gain.low(), gain.high()),
                state.status().open(),
                state.status().open() && call.may(Scope.OPERATE, state.request().project().id()));
    }
}
