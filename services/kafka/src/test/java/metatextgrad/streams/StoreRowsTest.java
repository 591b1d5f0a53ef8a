package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.Change;
import metatextgrad.model.Row;
import metatextgrad.model.Split;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.BatchClosed.Reason;
import metatextgrad.wire.RowSerde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows in memory always equal the rows in the store. */
final class StoreRowsTest {
    private final KeyValueStore<String, Row> store =
            Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore("kept"), Serdes.String(), new RowSerde())
                    .withLoggingDisabled()
                    .build();
    private final StoreRows rows = new StoreRows(store);

    @BeforeEach
    void open() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        store.init(context.getStateStoreContext(), store);
    }

    @Test
    void shouldReadTheLastRow() {
        rows.apply(new Change.Put("a", closed(1)));
        assertThat(rows.find("a")).isEqualTo(closed(1));
        rows.apply(new Change.Put("a", closed(2)));
        assertThat(rows.find("a")).isEqualTo(closed(2));
        assertThat(store.get("a")).isEqualTo(closed(2));
    }

    @Test
    void shouldNotReadDeletedRows() {
        rows.apply(new Change.Put("a", closed(1)));
        rows.apply(new Change.Delete("a"));
        assertThat(rows.find("a")).isNull();
        rows.apply(new Change.Put("a", closed(2)));
        assertThat(rows.find("a")).isEqualTo(closed(2));
    }

    @Test
    void shouldReadRowsOutsideTheCacheFromTheStore() {
        for (int i = 0; i < 1_000; i++) rows.apply(new Change.Put("row-" + i, closed(i)));
        for (int i = 0; i < 1_000; i++) assertThat(rows.find("row-" + i)).isEqualTo(closed(i));
        assertThat(rows.find("row-1000")).isNull();
    }

    @Test
    void shouldReadEarlierRows() {
        store.put("a", closed(1));
        assertThat(rows.find("a")).isEqualTo(closed(1));
        assertThat(rows.find("a")).isEqualTo(closed(1));
    }

    @Test
    void shouldReadTheRowsOfAPrefixOneAfterAnother() {
        for (String key : List.of("b|2", "a|1", "b|1", "c|1"))
            rows.apply(new Change.Put(key, closed(1)));
        List<String> read = new ArrayList<>();
        rows.scan("b|", (key, row) -> read.add(key + " " + row.equals(closed(1))));
        assertThat(read).containsExactly("b|1 true", "b|2 true");
    }

    private static BatchClosed closed(int step) {
        return new BatchClosed(new TrialId("trial"), step, Split.VAL, Reason.COUNT, List.of());
    }
}
