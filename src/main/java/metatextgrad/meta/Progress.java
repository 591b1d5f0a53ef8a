package metatextgrad.meta;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.state.PromptPhase;
import metatextgrad.model.state.Run;
import metatextgrad.model.state.StructurePhase;

/** Describes a run's current activity in one line, for display. */
final class Progress {
    static final String SCORING_SEED = "scoring the seed program";
    static final String READING_TEST = "scoring validation again, reading the test set";

    private Progress() {}

    static String of(RunRequested request, List<PromptPhase> promptPhases) {
        List<String> parts = new ArrayList<>();
        for (PromptPhase promptPhase : promptPhases) {
            if (promptPhase.optimizer() >= request.project().optimizers().size()) {
                parts.add(offered(promptPhase));
                continue;
            }
            String name = request.project().optimizers().get(promptPhase.optimizer()).name();
            int rounds = request.project().meta().promptRounds();
            String round = "%s round %d of %d".formatted(name, promptPhase.round(), rounds);
            parts.add(
                    switch (promptPhase.phaseState()) {
                        case PromptPhase.PhaseState.Trying trying ->
                                promptPhase.round() == 0
                                        ? "trying " + name + " as given"
                                        : "trying " + round;
                        case PromptPhase.PhaseState.Drawing drawing ->
                                "drawing an example for " + round;
                        case PromptPhase.PhaseState.Requesting requesting ->
                                requesting.attempt() == 0
                                        ? "requesting a description, " + round
                                        : "requesting a description again, %s: %s"
                                                .formatted(round, requesting.problem());
                        case PromptPhase.PhaseState.Done done -> name + " done";
                    });
        }
        return String.join("; ", parts);
    }

    /** A race: its optimizers so far, and the best score. */
    static String of(Run.Racing race) {
        if (race.lines().isEmpty()) return "racing";
        long optimizers =
                race.rounds().stream().filter(end -> end.verdict() != Verdict.INVALID).count();
        return String.format(
                Locale.ROOT,
                "racing %d %s, best validation score %.3f",
                optimizers,
                optimizers == 1 ? "optimizer" : "optimizers",
                race.lines().getLast().validation().mean());
    }

    private static String offered(PromptPhase promptPhase) {
        return promptPhase.phaseState() instanceof PromptPhase.PhaseState.Trying trying
                ? "trying " + trying.spec().name() + ", which was submitted"
                : requireNonNull(promptPhase.base()).spec().name() + " done";
    }

    static String of(RunRequested request, StructurePhase structurePhase) {
        int rounds = request.project().meta().structureRounds();
        String round = "round %d of %d".formatted(structurePhase.round(), rounds);
        return switch (structurePhase.phaseState()) {
            case StructurePhase.PhaseState.Requesting requesting ->
                    requesting.attempt() == 0
                            ? "requesting a structure, " + round
                            : "requesting a fix of a structure, " + round;
            case StructurePhase.PhaseState.Trying trying ->
                    "trying structure " + trying.spec().name() + ", " + round;
            case StructurePhase.PhaseState.Done done -> "structures done";
        };
    }
}
