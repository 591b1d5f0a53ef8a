package metatextgrad.optimizer;

import metatextgrad.decide.Decision;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.Rows;
import metatextgrad.model.event.TrialCommand;
import metatextgrad.model.event.TrialCommand.TrialPaused;
import metatextgrad.model.event.TrialCommand.TrialResumed;
import metatextgrad.model.event.TrialCommand.TrialStopped;
import metatextgrad.model.state.Trial;
import org.jspecify.annotations.Nullable;

/**
 * Applies the commands of a run to its trial. A blocked trial keeps the events it receives, so no
 * billed call is lost, and continues from there. A stopped trial is over, even if it has not begun.
 */
final class Steering {
    private Steering() {}

    static Decision of(Rows rows, TrialCommand command) {
        TrialKeys keys = new TrialKeys(command.trial());
        @Nullable Trial state = rows.get(keys.state());
        if (state instanceof Trial.Finished) return Decision.ignored(IgnoreReason.STALE);
        boolean blocked = rows.has(keys.blocked());
        DecisionBuilder decision = new DecisionBuilder(rows);
        switch (command) {
            case TrialPaused pause -> {
                if (blocked) return Decision.ignored(IgnoreReason.DUPLICATE);
                decision.put(keys.blocked(), pause);
            }
            case TrialResumed resume -> {
                if (!blocked) return Decision.ignored(IgnoreReason.DUPLICATE);
                decision.delete(keys.blocked());
                goOn(decision, keys, state);
            }
            case TrialStopped stop -> {
                decision.deleteAll(keys.all());
                decision.delete(keys.plan());
                decision.put(keys.state(), new Trial.Finished(state == null ? 0 : state.step()));
            }
        }
        return decision.decision();
    }

    private static void goOn(DecisionBuilder decision, TrialKeys keys, @Nullable Trial state) {
        if (!decision.has(keys.plan())) return;
        TrialStep step = OptimizerDecider.step(decision, keys);
        if (state == null) {
            step.start();
        } else {
            step.advance();
        }
    }
}
