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
    static RunSummary of(Run.Open run) {
        return switch (run) {
            case Run.EvaluatingSeed s ->
                    new RunSummary(Progress.SCORING_SEED, List.of(), List.of());
            case Run.Searching s ->
                    new RunSummary(
                            Progress.of(s.request(), s.promptPhases()),
                            Report.rounds(s.promptPhases(), null),
                            Report.lines(
                                    s.request(),
                                    s.seedScore(),
                                    s.promptPhases(),
                                    Report.best(s.request(), s.seedScore(), s.promptPhases()),
                                    null));
            case Run.Composing s ->
                    new RunSummary(
                            Progress.of(s.request(), s.structurePhase()),
                            Report.rounds(s.promptPhases(), s.structurePhase()),
                            Report.lines(
                                    s.request(),
                                    s.seedScore(),
                                    s.promptPhases(),
                                    s.structurePhase().start(),
                                    s.structurePhase().won()));
            case Run.Racing s -> new RunSummary(Progress.of(s), s.rounds(), s.lines());
            case Run.Testing s -> new RunSummary(Progress.READING_TEST, s.rounds(), s.lines());
        };
    }
}
