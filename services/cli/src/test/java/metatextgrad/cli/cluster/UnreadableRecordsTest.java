package metatextgrad.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.event.Event;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;

final class UnreadableRecordsTest {
    private static final Deserializer<Event> NONE =
            (topic, bytes) -> {
                throw new IllegalStateException("no event");
            };

    private final List<String> emitted = new ArrayList<>();
    private final UnreadableRecords unreadable = new UnreadableRecords(emitted::add);

    @Test
    void shouldReportTheNumberOfSkippedRecordsInOneLine() {
        for (int offset = 5; offset < 5005; offset++) read("mtg.gradients", offset);
        read("mtg.tasks", 7);
        unreadable.report();

        assertThat(emitted)
                .containsExactly(
                        "mtg: skipped 5001 unreadable records on mtg.gradients, mtg.tasks, the first at mtg.gradients, partition 0, offset 5: no event; mtg dlq ls lists records that services could not read");
    }

    @Test
    void shouldPrintNoLineTwice() {
        read("mtg.runs", 1);
        unreadable.report();
        read("mtg.runs", 1);
        unreadable.report();

        assertThat(emitted).hasSize(1);
    }

    @Test
    void shouldNameTheKeyThatRemovesARowOfATable() {
        read("mtg.budgets", 1);
        unreadable.report();
        assertThat(emitted)
                .containsExactly(
                        "mtg: skipped 1 unreadable record on mtg.budgets, the first at mtg.budgets, partition 0, offset 1: no event; to remove it, write a record with the same key `k` and no value to this partition");
    }

    @Test
    void shouldNotReportRowsThatLaterRecordsReplace() {
        read("mtg.budgets", 1);
        unreadable.read((topic, bytes) -> null, record("mtg.budgets", 2));
        unreadable.report();
        read("mtg.budgets", 0);
        unreadable.report();
        assertThat(emitted).isEmpty();
    }

    private void read(String topic, long offset) {
        assertThat(unreadable.read(NONE, record(topic, offset))).isNull();
    }

    private static ConsumerRecord<String, byte[]> record(String topic, long offset) {
        return new ConsumerRecord<>(topic, 0, offset, "k", new byte[] {9});
    }
}
