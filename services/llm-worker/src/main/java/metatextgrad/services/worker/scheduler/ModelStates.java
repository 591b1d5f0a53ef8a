package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.Reply;
import metatextgrad.model.Serial;
import metatextgrad.model.event.ModelState;
import metatextgrad.model.event.ModelState.Status;
import metatextgrad.model.project.ModelKey;
import metatextgrad.services.worker.rates.Throttle;
import metatextgrad.services.worker.scheduler.CircuitBreaker.Kind;
import metatextgrad.services.worker.scheduler.PendingWrite.Report;
import metatextgrad.services.worker.scheduler.SchedulerEffect.ModelChanged;
import org.jspecify.annotations.Nullable;

/**
 * Writes a row for each model whose calls are blocked or throttled, and again when that changes.
 * The rows are those of the lowest partition of this worker. Rows of its other partitions are from
 * former owners, and are set to usable. Confined to the scheduler.
 */
final class ModelStates {
    /** Without a served call for so long, a model that refuses calls is blocked. */
    private static final Duration REFUSING = Duration.ofSeconds(30);

    /** A new rate is written only if it differs by this factor: each refusal changes it. */
    private static final double FACTOR = 1.25;

    private final SchedulerState state;
    private final Map<String, Current> current = new TreeMap<>();
    private final Map<ModelKey, Refusals> refusals = new TreeMap<>();
    private final Map<String, ModelState> rows = new TreeMap<>();
    private boolean open;

    /** The status of a model. */
    private record Current(Status status, String reason, Throttle throttle, Instant since) {
        boolean near(Current other) {
            return status == other.status
                    && reason.equals(other.reason)
                    && throttle.near(other.throttle, FACTOR);
        }

        static Current of(ModelState row) {
            Throttle throttle = new Throttle(row.calls(), row.tokens());
            return new Current(row.status(), row.reason(), throttle, row.since());
        }
    }

    /**
     * Calls that were refused since one was served.
     *
     * @param until until when the server refuses more, in nanoseconds
     */
    private record Refusals(long first, Instant since, long until, String reason) {
        boolean blocks() {
            return until - first >= REFUSING.toNanos();
        }
    }

    ModelStates(SchedulerState state) {
        this.state = state;
    }

    /** A row was read: of this worker or another one, now or earlier. */
    void read(ModelState row) {
        ModelState known = rows.get(row.key());
        if (known != null && known.serial().compareTo(row.serial()) >= 0) return;
        rows.put(row.key(), row);
        write(row.partition(), row.model());
    }

    /** All rows from before the start of this worker have been read. */
    void open() {
        if (open) return;
        open = true;
        assigned();
    }

    /** Partitions were assigned, loaded or released. */
    void assigned() {
        for (AssignedPartition partition : state.partitions.all()) {
            current.keySet().forEach(model -> write(partition.number(), model));
            for (ModelState row : Map.copyOf(rows).values())
                if (row.partition() == partition.number()) write(row.partition(), row.model());
        }
    }

    /** An attempt of this model ended, and circuits and rates have changed accordingly. */
    void replied(ModelKey model, Reply reply) {
        if (reply instanceof Reply.RateLimited full) refused(model, full);
        else if (!(reply instanceof Reply.TimedOut)) refusals.remove(model);
        update(model);
        update(model.withName(ModelState.ALL));
    }

    private void refused(ModelKey model, Reply.RateLimited reply) {
        Duration after = reply.after() == null ? Duration.ZERO : reply.after();
        long until = state.nanos() + after.toNanos();
        Refusals before = refusals.get(model);
        refusals.put(
                model,
                before == null
                        ? new Refusals(state.nanos(), state.wall(), until, reply.reason())
                        : new Refusals(before.first(), before.since(), until, reply.reason()));
    }

    /** Forgets the refusals of models without a call: only the reply to a call would end them. */
    void forgetUncalled() {
        for (ModelKey model : List.copyOf(refusals.keySet())) {
            if (state.partitions.calls(model::equals)) continue;
            refusals.remove(model);
            update(model);
        }
    }

    /**
     * Compares the status of a model with the last one.
     *
     * @param model its name may be {@link ModelState#ALL}
     */
    void update(ModelKey model) {
        String name = model.text();
        Current before = current.get(name);
        Current now = now(model);
        if (before == null ? now.status() == Status.USABLE : before.near(now)) return;
        if (before != null && before.status() == now.status())
            now = new Current(now.status(), now.reason(), now.throttle(), before.since());
        current.put(name, now);
        state.emit(new ModelChanged(name, now.status(), now.throttle()));
        state.partitions.all().stream()
                .findFirst()
                .ifPresent(lowest -> write(lowest.number(), name));
    }

    private Current now(ModelKey model) {
        @Nullable CircuitBreaker breaker =
                model.name().equals(ModelState.ALL)
                        ? state.circuits.of(Kind.ALL, model)
                        : state.circuits.blockingOnly(model);
        if (breaker != null && breaker.isOpen())
            return new Current(
                    status(breaker.kind()),
                    String.valueOf(breaker.reason()),
                    Throttle.NONE,
                    state.wall());
        Refusals refused = refusals.get(model);
        if (refused != null && refused.blocks())
            return new Current(Status.REFUSING, refused.reason(), Throttle.NONE, refused.since());
        Throttle throttle = state.rates.throttle(model, state.nanos());
        Status status = throttle.any() ? Status.THROTTLED : Status.USABLE;
        return new Current(status, "", throttle, state.wall());
    }

    private static Status status(Kind kind) {
        return switch (kind) {
            case ALL -> Status.UNUSABLE;
            case MODEL -> Status.UNKNOWN_MODEL;
            case CIRCUIT_OPEN -> Status.FAILING;
        };
    }

    /** Writes the row of this partition if it is of this worker and differs from the known one. */
    private void write(int number, String model) {
        AssignedPartition partition = state.partitions.of(number);
        if (!open || partition == null) return;
        Current usable = new Current(Status.USABLE, "", Throttle.NONE, state.wall());
        boolean lowest = state.partitions.all().iterator().next() == partition;
        Current wanted = lowest ? current.getOrDefault(model, usable) : usable;
        ModelState known = rows.get(row(model, number, wanted, new Serial(1)).key());
        if (known == null ? wanted.status() == Status.USABLE : Current.of(known).near(wanted))
            return;
        Serial serial = known == null ? new Serial(1) : known.serial().next();
        ModelState next = row(model, number, wanted, serial);
        rows.put(next.key(), next);
        state.write(new Report(partition, next));
    }

    private static ModelState row(String model, int partition, Current status, Serial serial) {
        return new ModelState(
                model,
                partition,
                status.status(),
                status.reason(),
                status.since(),
                status.throttle().calls(),
                status.throttle().tokens(),
                serial);
    }
}
