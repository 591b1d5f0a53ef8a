package metatextgrad.services.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Row;
import metatextgrad.model.event.TaskCount.UnknownProjectCounted;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.streams.ServiceContext;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of one partition whose project is not defined yet, in the order of their arrival. Used
 * by one thread.
 */
final class WaitingTasks {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingTasks.class);

    static final String STORE = "waiting-tasks";

    /** A task waits this long for the definition of its project. */
    static final Duration LIMIT = Duration.ofDays(1);

    /** A partition holds at most this many, so that a misspelt project cannot fill the disk. */
    static final int CAPACITY = 10_000;

    /** The bytes of their texts that a partition holds at most. */
    static final long BYTES = 64L << 20;

    /** Released at a time: all that is released is one transaction, with a time limit. */
    static final int MOST = 200;

    private final TimestampedKeyValueStore<String, Row> store;
    private final int partition;
    private final Map<ProjectId, Integer> counts = new LinkedHashMap<>();
    private final Set<ProjectId> changed = new LinkedHashSet<>();
    private long bytes;

    /** A waiting task and its offset in its partition. */
    record Waiting(long offset, TaskSubmitted task) {}

    WaitingTasks(TimestampedKeyValueStore<String, Row> store, int partition) {
        this.store = store;
        this.partition = partition;
        List<String> unusable = new ArrayList<>();
        try (KeyValueIterator<String, ValueAndTimestamp<Row>> all = store.all()) {
            while (all.hasNext()) {
                String key = all.peekNextKey();
                String problem = countNext(all);
                if (problem == null) continue;
                unusable.add(key);
                LOG.atWarn()
                        .addKeyValue("store", STORE)
                        .addKeyValue("key", key)
                        .addKeyValue("error", problem)
                        .log("removed an unusable row");
            }
        }
        // A put without a value reads no old value, as a delete does: it is unreadable.
        unusable.forEach(key -> store.put(key, null));
    }

    /** Counts the next row. Returns why it is no waiting task; null if it is one. */
    private @Nullable String countNext(KeyValueIterator<String, ValueAndTimestamp<Row>> rows) {
        try {
            KeyValue<String, ValueAndTimestamp<Row>> row = rows.next();
            if (!(row.value.value() instanceof TaskSubmitted task)
                    || !row.key.matches(Pattern.quote(task.project() + "|") + "[0-9]{19}"))
                return "no task of the project in its key";
            count(task, 1);
            return null;
        } catch (MalformedRecord e) {
            return String.valueOf(e.getMessage());
        }
    }

    static StoreBuilder<TimestampedKeyValueStore<String, Row>> builder(
            ServiceContext serviceContext) {
        return Stores.timestampedKeyValueStoreBuilder(
                Stores.persistentTimestampedKeyValueStore(STORE),
                Serdes.String(),
                serviceContext.rows());
    }

    boolean isFull() {
        return bytes >= BYTES
                || counts.values().stream().mapToInt(Integer::intValue).sum() >= CAPACITY;
    }

    void add(long offset, TaskSubmitted task, long now) {
        store.put(key(task.project(), offset), ValueAndTimestamp.make(task, now));
        count(task, 1);
    }

    Set<ProjectId> projects() {
        return Collections.unmodifiableSet(counts.keySet());
    }

    /** Removes and returns the first tasks of a project. */
    List<Waiting> release(ProjectId project, int most) {
        return remove(project, most, since -> true);
    }

    /** The same for tasks that have waited for {@link #LIMIT}, {@link #MOST} at most. */
    List<Waiting> expire(ProjectId project, long now) {
        return remove(project, MOST, since -> since <= now - LIMIT.toMillis());
    }

    /** Returns the counts that have changed since the last call. */
    List<UnknownProjectCounted> changedCounts() {
        List<UnknownProjectCounted> events = new ArrayList<>();
        for (ProjectId project : changed)
            events.add(
                    new UnknownProjectCounted(project, partition, counts.getOrDefault(project, 0)));
        changed.clear();
        return events;
    }

    /** Stops at the first task that stays: later ones have waited less. */
    private List<Waiting> remove(ProjectId project, int most, Predicate<Long> due) {
        List<Waiting> removed = new ArrayList<>();
        try (KeyValueIterator<String, ValueAndTimestamp<Row>> found =
                store.prefixScan(project + "|", new StringSerializer())) {
            while (found.hasNext() && removed.size() < most) {
                KeyValue<String, ValueAndTimestamp<Row>> row = found.next();
                if (!due.test(row.value.timestamp())) break;
                long offset = Long.parseLong(row.key.substring(row.key.lastIndexOf('|') + 1));
                removed.add(new Waiting(offset, (TaskSubmitted) row.value.value()));
            }
        }
        for (Waiting waiting : removed) {
            store.delete(key(project, waiting.offset()));
            count(waiting.task(), -1);
        }
        return removed;
    }

    private void count(TaskSubmitted task, int more) {
        counts.merge(task.project(), more, (a, b) -> a + b == 0 ? null : a + b);
        bytes += (long) more * size(task);
        changed.add(task.project());
    }

    private static long size(TaskSubmitted task) {
        String target = task.target();
        return task.input().length() + (target == null ? 0L : target.length());
    }

    private static String key(ProjectId project, long offset) {
        return "%s|%019d".formatted(project, offset);
    }
}
