package metatextgrad.model.event;

import metatextgrad.model.StepRef;

/** An event of one step of a trial. */
public interface TrialEvent extends Event {
    StepRef stepRef();

    @Override
    default String key() {
        return stepRef().trial().value();
    }
}
