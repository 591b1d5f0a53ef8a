package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.candidate.CallCount;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.Program;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import org.jspecify.annotations.Nullable;

/** Adds up the results of a method on several task sets. Used by one thread. */
final class AmortisedResult {
    private final List<ItemOutcome> test = new ArrayList<>();
    private CallsByRole calls = CallsByRole.NOTHING;
    private @Nullable Program last;

    /** Adds calls that belong to no set. */
    AmortisedResult plus(CallsByRole more) {
        calls = calls.plus(more);
        return this;
    }

    /** Adds the result of one trial and the score of the seed program. */
    void add(LearningTask set, String name, RunTrace trial) {
        plus(set.seedScore().all()).plus(trial.search());
        add(set, name, trial.report().program());
    }

    void add(LearningTask set, String name, Restarts.Reached reached) {
        plus(reached.spent());
        add(set, name, reached.program());
    }

    private void add(LearningTask set, String name, Program program) {
        test.addAll(set.test(name, program));
        last = program;
    }

    /** Returns the result on all sets, with the program of the last one. */
    MethodOutcome outcome() {
        if (last == null) throw new IllegalStateException("there is no task set");
        return new MethodOutcome(
                last,
                null,
                null,
                test,
                calls,
                CallCount.of(last).program(),
                List.of(),
                List.of(),
                null);
    }
}
