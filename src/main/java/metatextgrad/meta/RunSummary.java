package metatextgrad.meta;

import java.util.List;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.state.Run;

/**
 * The progress of an open run, for people.
 *
 * @param phase its current activity
 * @param rounds how the rounds ended
 * @param lines the best results so far, none of them tested
 */
record RunSummary(String phase, List<RoundEnd> rounds, List<Line> lines) {
    static RunSummary of(Run run) {
        return switch (run) {
            case Run.EvaluatingSeed s ->
                    new RunSummary(RunEvents.SCORING_SEED, List.of(), List.of());
            case Run.Searching s ->
                    new RunSummary(
                            Progress.of(s.request(), s.lanes()),
                            Report.rounds(s.lanes(), null),
                            Report.lines(
                                    s.request(),
                                    s.seedScore(),
                                    s.lanes(),
                                    Report.best(s.request(), s.seedScore(), s.lanes()),
                                    null));
            case Run.Composing s ->
                    new RunSummary(
                            Progress.of(s.request(), s.composition()),
                            Report.rounds(s.lanes(), s.composition()),
                            Report.lines(
                                    s.request(),
                                    s.seedScore(),
                                    s.lanes(),
                                    s.composition().start(),
                                    s.composition().won()));
            case Run.Testing s -> new RunSummary(RunEvents.READING_TEST, s.rounds(), s.lines());
            case Run.Finished s -> new RunSummary("finished", List.of(), List.of());
        };
    }
}
