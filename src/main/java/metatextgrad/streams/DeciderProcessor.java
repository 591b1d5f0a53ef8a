package metatextgrad.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.decide.Decider;
import metatextgrad.decide.Decision;
import metatextgrad.model.Event;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Load, decide, store, forward: the only processor with state. When nothing was heard of a key for
 * the deadline it asks the decider what to propose. That time is kept in memory only: a restart or
 * a replay starts it anew, so an old batch never closes for being old (RELIABILITY §5 rule 4).
 */
final class DeciderProcessor extends ContextualProcessor<String, Event, String, Event> {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final String storeName;
    private final Decider decider;
    private final Pipeline.@Nullable OnDeadline onDeadline;
    private final Wiring wiring;
    private final Map<String, Long> heard = new LinkedHashMap<>();
    private @Nullable StoreRows rows;

    DeciderProcessor(
            String storeName,
            Decider decider,
            Pipeline.@Nullable OnDeadline onDeadline,
            Wiring wiring) {
        this.storeName = storeName;
        this.decider = decider;
        this.onDeadline = onDeadline;
        this.wiring = wiring;
    }

    @Override
    public void init(ProcessorContext<String, Event> context) {
        super.init(context);
        rows = new StoreRows(context.getStateStore(storeName));
        if (onDeadline != null) context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, Event> record) {
        if (onDeadline != null) heard.put(record.key(), context().currentSystemTimeMs());
        carryOut(decider.decide(rows(), record.value()), record);
    }

    private void tick(long now) {
        long patience = wiring.deadline().toMillis();
        List<String> silent = new ArrayList<>();
        heard.forEach(
                (key, time) -> {
                    if (now - time >= patience) silent.add(key);
                });
        for (String key : silent) {
            heard.remove(key);
            Decision decision = java.util.Objects.requireNonNull(onDeadline).apply(rows(), key);
            decision.outputs().stream()
                    .findFirst()
                    .ifPresent(
                            first ->
                                    carryOut(
                                            decision,
                                            new Record<>(
                                                    key, first, context().currentStreamTimeMs())));
        }
    }

    private void carryOut(Decision decision, Record<String, Event> cause) {
        decision.changes().forEach(rows()::apply);
        decision.notices().forEach(wiring.meters()::noticed);
        for (Event event : decision.outputs()) {
            wiring.meters().said(event);
            context()
                    .forward(
                            cause.withKey(event.key()).withValue(event),
                            "egress-" + Topics.of(event).name());
        }
    }

    private StoreRows rows() {
        return java.util.Objects.requireNonNull(rows, "not initialised");
    }
}
