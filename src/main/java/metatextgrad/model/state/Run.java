package metatextgrad.model.state;

import java.util.List;
import metatextgrad.model.Row;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Serial;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;

/** The progress of a run: the outer loop of METHOD §1.6. */
public sealed interface Run extends Row {
    /** Serial of the run's last {@link RunState}. */
    Serial serial();

    /** A run that has not ended. */
    sealed interface Open extends Run {
        RunRequested request();

        /** The same progress, with the serial of a state emitted since. */
        Open with(Serial serial);
    }

    /** The run waits for σ0. */
    record EvaluatingSeed(RunRequested request, Serial serial) implements Open {
        @Override
        public Open with(Serial next) {
            return new EvaluatingSeed(request, next);
        }
    }

    /** The prompt phases run side by side. */
    record Searching(
            RunRequested request,
            Serial serial,
            ScoreStats seedScore,
            List<PromptPhase> promptPhases)
            implements Open {
        public Searching {
            promptPhases = List.copyOf(promptPhases);
        }

        @Override
        public Open with(Serial next) {
            return new Searching(request, next, seedScore, promptPhases);
        }
    }

    /** The structure phase, after all prompt phases. */
    record Composing(
            RunRequested request,
            Serial serial,
            ScoreStats seedScore,
            List<PromptPhase> promptPhases,
            StructurePhase structurePhase)
            implements Open {
        public Composing {
            promptPhases = List.copyOf(promptPhases);
        }

        @Override
        public Open with(Serial next) {
            return new Composing(request, next, seedScore, promptPhases, structurePhase);
        }
    }

    /**
     * The race of mode race. Its progress follows from the stored answers.
     *
     * @param asked how many times the race has asked for its next answers
     * @param trials the steps and validations it asked for last
     */
    record Racing(
            RunRequested request,
            Serial serial,
            int asked,
            List<TrialId> trials,
            List<RoundEnd> rounds,
            List<RunState.Line> lines)
            implements Open {
        public Racing {
            trials = List.copyOf(trials);
            rounds = List.copyOf(rounds);
            lines = List.copyOf(lines);
        }

        @Override
        public Open with(Serial next) {
            return new Racing(request, next, asked, trials, rounds, lines);
        }
    }

    /**
     * All decisions are made. Each reported line is scored once more on the validation set and once
     * on the test set.
     *
     * @param reason why a race ended early, or why its result is the seed program; else empty
     */
    record Testing(
            RunRequested request,
            Serial serial,
            List<RoundEnd> rounds,
            List<RunState.Line> lines,
            String reason)
            implements Open {
        public Testing {
            rounds = List.copyOf(rounds);
            lines = List.copyOf(lines);
        }

        @Override
        public Open with(Serial next) {
            return new Testing(request, next, rounds, lines, reason);
        }
    }

    /** The run has ended. Such rows are kept for all runs, so they are small. */
    record Finished(Serial serial) implements Run {}
}
