package metatextgrad.services.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The effects of the decision that is being made, and its time. */
final class SchedulerOutput {
    private List<SchedulerEffect> effects = new ArrayList<>();
    private SchedulerTime now = new SchedulerTime(0, 0);

    void begin(SchedulerTime time) {
        now = time;
        effects = new ArrayList<>();
    }

    List<SchedulerEffect> effects() {
        return effects;
    }

    SchedulerTime now() {
        return now;
    }

    void emit(SchedulerEffect effect) {
        effects.add(effect);
    }

    void write(AssignedPartition partition, PendingWrite write) {
        partition.writeStarted();
        emit(new SchedulerEffect.Write(write));
    }

    void wake(Duration after, SchedulerInput.Timer then) {
        emit(new SchedulerEffect.Wake(after, then));
    }
}
