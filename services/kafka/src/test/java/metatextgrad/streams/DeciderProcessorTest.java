package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import metatextgrad.decide.Decision;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.InputTable;
import metatextgrad.decide.RowKey;
import metatextgrad.decide.Rows;
import metatextgrad.decide.TimedDecider;
import metatextgrad.model.Row;
import metatextgrad.model.Split;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.BatchClosed.Reason;
import metatextgrad.model.event.Event;
import metatextgrad.ops.LoopMeters;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.RowSerde;
import metatextgrad.wire.registry.MalformedRecord;
import metatextgrad.wire.registry.RegistryUnavailable;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** RELIABILITY §5 rule 4: silence is counted in memory, and a restart starts the count anew. */
final class DeciderProcessorTest {
    private static final String STORE = "kept";
    private static final BatchClosed HEARD = closed(Reason.COUNT);
    private static final BatchClosed PROPOSED = closed(Reason.GIVEN_UP);

    private final KeyValueStore<String, Row> store =
            Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(STORE), Serdes.String(), new RowSerde())
                    .withLoggingDisabled()
                    .build();

    /** Stores every event, and proposes for a key that was silent. */
    private static final class Keeper implements TimedDecider<Event> {
        @Override
        public InputTable<Event> inputs() {
            return new InputTable<Event>().with(Event.class, event -> event);
        }

        @Override
        public Decision decide(Rows rows, Event event) {
            DecisionBuilder decision = new DecisionBuilder(rows);
            decision.put(new RowKey<>(event.key(), Event.class), event);
            return decision.decision();
        }

        @Override
        public Set<String> open(Rows rows) {
            return rows.startingWith("t").keySet();
        }

        @Override
        public Decision silent(Rows rows, String key) {
            assertThat(key).isEqualTo(HEARD.key());
            DecisionBuilder decision = new DecisionBuilder(rows);
            decision.emit(PROPOSED);
            return decision.decision();
        }
    }

    @Test
    void shouldProposeOnceForAnInactiveKey() {
        MockProcessorContext<String, Event> context = started();
        assertThat(tick(context)).isEmpty();
        assertThat(tick(context)).containsExactly(PROPOSED);
        assertThat(tick(context)).isEmpty();
    }

    @Test
    void shouldRestartTheTimersOfOpenKeysAfterARestart() {
        tick(started());
        MockProcessorContext<String, Event> again = context();
        processor(again);
        assertThat(tick(again)).isEmpty();
        assertThat(tick(again)).containsExactly(PROPOSED);
    }

    /** A foreign writer may have written the record, or a tool that writes a dead letter again. */
    @Test
    void shouldUseTheKeyOfTheEventIfTheRecordHasNone() {
        MockProcessorContext<String, Event> context = context();
        processor(context).process(new Record<>(null, HEARD, 0));
        tick(context);
        assertThat(tick(context)).containsExactly(PROPOSED);
    }

    /** Kafka initialises a task again if its transaction was lost. */
    @Test
    void shouldHaveOneTimerAfterATaskWasRevived() {
        MockProcessorContext<String, Event> context = context();
        DeciderProcessor processor = processor(context);
        processor.init(context);
        assertThat(context.scheduledPunctuators())
                .filteredOn(punctuator -> !punctuator.cancelled())
                .hasSize(1);
        processor.close();
        assertThat(context.scheduledPunctuators()).allMatch(CapturedPunctuator::cancelled);
    }

    /** Plug-ins can fail in any way. */
    @Test
    void shouldMakeADeadLetterOfWhatOurCodeFailsOn() {
        for (Throwable failure :
                List.of(
                        new ArrayIndexOutOfBoundsException("1"),
                        new NoSuchElementException(),
                        new StackOverflowError()))
            assertThatThrownBy(() -> Unprocessable.unless(() -> thrown(failure)))
                    .isInstanceOf(Unprocessable.class)
                    .hasCause(failure);
    }

    @Test
    void shouldStopAtWhatThePlatformFailsOn() {
        for (RuntimeException failure :
                List.of(
                        new ProcessorStateException("no disk"),
                        new IllegalStateException(new RegistryUnavailable("away", null)),
                        new MalformedRecord("a damaged row")))
            assertThatThrownBy(() -> Unprocessable.unless(() -> thrown(failure))).isSameAs(failure);
    }

    private static Object thrown(Throwable failure) {
        if (failure instanceof Error error) throw error;
        throw (RuntimeException) failure;
    }

    @Test
    void shouldBeginNoTraceWithoutTracing() {
        MockProcessorContext<String, Event> context = started();
        tick(context);
        tick(context);
        assertThat(context.forwarded())
                .singleElement()
                .satisfies(sent -> assertThat(sent.record().headers().toArray()).isEmpty());
    }

    private MockProcessorContext<String, Event> started() {
        MockProcessorContext<String, Event> context = context();
        processor(context).process(new Record<>(HEARD.key(), HEARD, 0));
        return context;
    }

    private MockProcessorContext<String, Event> context() {
        MockProcessorContext<String, Event> context = new MockProcessorContext<>();
        context.setRecordMetadata("mtg.losses", 0, 0);
        store.init(context.getStateStoreContext(), store);
        return context;
    }

    private static DeciderProcessor processor(MockProcessorContext<String, Event> context) {
        DeciderProcessor processor =
                new DeciderProcessor(
                        "keep",
                        STORE,
                        new Keeper(),
                        new ServiceContext(
                                "mtg.",
                                EventSerde.local(),
                                new RowSerde(),
                                new LoopMeters(new SimpleMeterRegistry()),
                                Duration.ofSeconds(2)),
                        "egress-");
        processor.init(context);
        return processor;
    }

    private static List<Event> tick(MockProcessorContext<String, Event> context) {
        context.resetForwards();
        context.scheduledPunctuators().getFirst().getPunctuator().punctuate(0);
        return context.forwarded().stream()
                .map(forward -> (Event) forward.record().value())
                .toList();
    }

    private static BatchClosed closed(Reason reason) {
        return new BatchClosed(new TrialId("trial"), 1, Split.TRAIN, reason, List.of());
    }
}
