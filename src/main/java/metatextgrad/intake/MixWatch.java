package metatextgrad.intake;

import java.time.Instant;
import java.util.List;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.llm.EstimatedTokens;
import metatextgrad.model.ContentHash;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskMix;
import metatextgrad.model.state.PooledTask;

/**
 * Compares the tasks of each window with those of the windows before (ADR 62). A change is a notice
 * and an audit sample, nothing else: no run, contest or window depends on it.
 */
record MixWatch(DecisionBuilder decision, IntakeKeys keys) {
    /** A window is compared with this many before it, or with those since the last notice. */
    private static final int WINDOWS = 10;

    /** Counts a task that arrives for the first time, or again later. */
    void count(TaskSubmitted task) {
        String input = SplitRule.normalised(task.input());
        int end = input.indexOf(' ');
        String word = end < 0 ? input : input.substring(0, end);
        int bucket = (int) (ContentHash.unit("first word", word) * TaskMix.BUCKETS);
        decision.put(keys.mix(), now().with(EstimatedTokens.of(input), bucket));
    }

    /**
     * Compares the tasks of a window that closes.
     *
     * @param labelled whether labels are evidence, so that a sample is of use
     */
    void close(int window, Instant at, boolean labelled) {
        TaskMix now = now();
        List<TaskMix> windows = decision.all(keys.mixes());
        TaskMix before = windows.stream().reduce(TaskMix.NONE, TaskMix::plus);
        MixCompared compared =
                compared()
                        .next(
                                window,
                                MixDistance.of(before.lengths(), now.lengths()),
                                MixDistance.of(before.firstWords(), now.firstWords()),
                                at,
                                labelled);
        if (!windows.isEmpty()) show(compared);
        if (compared.changed() != null) decision.deleteAll(keys.mixes());
        decision.put(keys.mixes().key("%02d".formatted(window % WINDOWS)), now);
        decision.delete(keys.mix());
    }

    /** Counts a task without a right answer if the open sample draws it. */
    void draw(TaskArrived arrived, Instant last) {
        MixCompared before = compared();
        Instant at = arrived.at();
        if (!before.samples() || !before.draws(arrived.task().id(), at)) return;
        show(before.drawing(at.isAfter(last) ? at : last));
    }

    /** Whether a sample has this task. */
    boolean drew(PooledTask task) {
        return compared().draws(task.task().id(), task.at());
    }

    private void show(MixCompared compared) {
        decision.put(keys.compared(), compared);
        decision.emit(compared);
    }

    private TaskMix now() {
        TaskMix now = decision.get(keys.mix());
        return now == null ? TaskMix.NONE : now;
    }

    private MixCompared compared() {
        MixCompared known = decision.get(keys.compared());
        return known == null ? MixCompared.none(keys.project()) : known;
    }
}
