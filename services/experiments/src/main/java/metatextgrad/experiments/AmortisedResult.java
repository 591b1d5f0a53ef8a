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

    /** Adds a program with the outcomes of one set, and the calls that led to it. */
    void add(Program program, List<ItemOutcome> outcomes, CallsByRole search) {
        plus(search);
        test.addAll(outcomes);
        last = program;
    }

    /** Adds the result of a run on one set. */
    void add(RunTrace run) {
        add(LearningTask.best(run).program(), LearningTask.best(run).outcomes(), run.search());
    }

    /** Returns the result on all sets, with the program of the last one. */
    MethodOutcome outcome() {
        if (last == null) throw new IllegalStateException("there is no task set");
        int use = CallCount.of(last).program();
        return MethodOutcome.unsearched(last, null, null, test, use).costing(calls);
    }
}
