package metatextgrad.meta;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.Rows;
import metatextgrad.model.TrialId;
import metatextgrad.model.state.PromptPhase;
import metatextgrad.model.state.Run;
import metatextgrad.model.state.StructurePhase;

/** The trials and evaluations of a run whose score is still missing. */
final class OpenTrials {
    private OpenTrials() {}

    static List<TrialId> of(Rows rows, RunKeys keys, Run.Open run) {
        return started(keys, run).stream().filter(trial -> !rows.has(keys.score(trial))).toList();
    }

    private static List<TrialId> started(RunKeys keys, Run.Open run) {
        return switch (run) {
            case Run.EvaluatingSeed s -> List.of(keys.seed());
            case Run.Searching s -> s.promptPhases().stream().flatMap(l -> of(l).stream()).toList();
            case Run.Composing s ->
                    s.structurePhase().phaseState()
                                    instanceof StructurePhase.PhaseState.Trying trying
                            ? List.of(trying.trial())
                            : List.of();
            case Run.Racing s -> s.trials();
            case Run.Testing s -> {
                List<TrialId> trials = new ArrayList<>();
                for (int line = 0; line < s.lines().size(); line++) {
                    trials.add(keys.rescore(line));
                    if (s.request().readsTest()) trials.add(keys.test(line));
                }
                yield trials;
            }
        };
    }

    private static List<TrialId> of(PromptPhase promptPhase) {
        return switch (promptPhase.phaseState()) {
            case PromptPhase.PhaseState.Trying trying -> List.of(trying.trial());
            case PromptPhase.PhaseState.Drawing drawing -> List.of(drawing.trial());
            case PromptPhase.PhaseState.Requesting requesting -> List.of();
            case PromptPhase.PhaseState.Done done -> List.of();
        };
    }
}
