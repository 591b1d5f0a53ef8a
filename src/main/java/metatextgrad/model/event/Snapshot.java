package metatextgrad.model.event;

import java.util.List;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;

/**
 * A frozen, ordered list of task ids per split. The first snapshot with an id is final.
 *
 * @param targetSet what the right answers of all training tasks have in common, as a sentence;
 *     empty if they have nothing in common
 */
public record Snapshot(
        SnapshotSpec spec,
        List<TaskId> train,
        List<TaskId> val,
        List<TaskId> gate,
        List<TaskId> test,
        String targetSet)
        implements Event {
    /** The most tasks of a set, so that a snapshot stays a small record (RELIABILITY §6.5). */
    public static final int MAX = 10_000;

    /** {@link #MAX} as messages print it. */
    public static final String MAX_TEXT = "10,000";

    /** Tasks whose right answers have nothing in common. */
    public Snapshot(
            SnapshotSpec spec,
            List<TaskId> train,
            List<TaskId> val,
            List<TaskId> gate,
            List<TaskId> test) {
        this(spec, train, val, gate, test, "");
    }

    public Snapshot {
        train = List.copyOf(train);
        val = List.copyOf(val);
        gate = List.copyOf(gate);
        test = List.copyOf(test);
    }

    public List<TaskId> ids(Split split) {
        return switch (split) {
            case TRAIN, TRAIN_AGAIN -> train;
            case VAL -> val;
            case GATE -> gate;
            case TEST -> test;
            case LIVE -> List.of();
        };
    }

    @Override
    public String key() {
        return spec.project().value();
    }
}
