package metatextgrad.services.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import metatextgrad.config.Settings;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.services.gateway.records.RecordQuery.Source;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class KafkaRecordsTest {
    private static final String TOPIC = "mtg.intake-inbox";
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final int PARTITIONS = 2;
    private static final Settings SETTINGS =
            new Settings(
                    "127.0.0.1:1",
                    null,
                    "mtg.",
                    null,
                    Path.of("data"),
                    0,
                    1,
                    (short) 1,
                    Duration.ofDays(1),
                    Duration.ofMinutes(1),
                    Map.of());

    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private final AtomicLong seconds = new AtomicLong();

    /** Each look at it takes a second. */
    private long clock() {
        return Duration.ofSeconds(seconds.incrementAndGet()).toNanos();
    }

    /** A log of ten tasks in each of two partitions, one a minute. */
    KafkaRecordsTest() {
        for (int partition = 0; partition < PARTITIONS; partition++)
            for (int offset = 0; offset < 10; offset++)
                add(partition, offset, task(partition, offset));
    }

    private static byte[] task(int partition, int offset) {
        Event task =
                new TaskSubmitted(
                        new ProjectId("dyck"),
                        new TaskId("t" + partition + offset),
                        "input",
                        null,
                        null,
                        null,
                        null);
        return EventSerde.local().serializer().serialize(TOPIC, task);
    }

    private void add(int partition, int offset, byte[] value) {
        log.add(
                new ConsumerRecord<>(
                        TOPIC,
                        partition,
                        offset,
                        NOON.plus(Duration.ofMinutes(offset)).toEpochMilli(),
                        TimestampType.CREATE_TIME,
                        0,
                        value.length,
                        new byte[0],
                        value,
                        new RecordHeaders(),
                        Optional.empty()));
    }

    /** A consumer of this log, which gets two of its records with each poll. */
    private final class LogConsumer extends MockConsumer<byte[], byte[]> {
        LogConsumer() {
            super("earliest");
            setMaxPollRecords(2);
            List<PartitionInfo> infos = new ArrayList<>();
            Map<TopicPartition, Long> begins = new HashMap<>();
            Map<TopicPartition, Long> ends = new HashMap<>();
            for (int i = 0; i < PARTITIONS; i++) {
                infos.add(new PartitionInfo(TOPIC, i, null, new Node[0], new Node[0]));
                begins.put(new TopicPartition(TOPIC, i), 0L);
                ends.put(new TopicPartition(TOPIC, i), 10L);
            }
            updatePartitions(TOPIC, infos);
            updateBeginningOffsets(begins);
            updateEndOffsets(ends);
            schedulePollTask(
                    () ->
                            log.stream()
                                    .filter(
                                            one ->
                                                    assignment()
                                                            .contains(
                                                                    new TopicPartition(
                                                                            TOPIC,
                                                                            one.partition())))
                                    .forEach(this::addRecord));
        }

        @Override
        public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
                Map<TopicPartition, Long> times) {
            Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>();
            times.forEach(
                    (partition, time) -> {
                        long minutes = Math.ceilDiv(time - NOON.toEpochMilli(), 60_000);
                        long offset = Math.max(0, minutes);
                        found.put(
                                partition,
                                offset > 9 ? null : new OffsetAndTimestamp(offset, time));
                    });
            return found;
        }
    }

    private RecordsFound read(RecordQuery query) {
        return read(query, Duration.ofSeconds(60));
    }

    private RecordsFound read(RecordQuery query, Duration most) {
        return new KafkaRecords(
                        LogConsumer::new,
                        SETTINGS,
                        new RecordDecoder(EventSerde.local().deserializer()),
                        most,
                        this::clock)
                .read(query);
    }

    private static RecordQuery inbox(@Nullable String key) {
        return RecordQuery.of(List.of(Topics.INTAKE_INBOX), key, any -> true);
    }

    private static List<String> tasks(RecordsFound found) {
        return found.events(TaskSubmitted.class).map(one -> one.id().value()).toList();
    }

    @Test
    void shouldReadAllPartitions() {
        RecordsFound found = read(inbox(null));

        assertThat(found.isWhole()).isTrue();
        assertThat(tasks(found)).hasSize(20).startsWith("t00", "t01").endsWith("t18", "t19");
        assertThat(found.records().getLast().place().topic()).isEqualTo("intake-inbox");
        assertThat(found.records().getLast().at()).isEqualTo(NOON.plus(Duration.ofMinutes(9)));
    }

    @Test
    void shouldReadThePartitionOfAKey() {
        assertThat(tasks(read(inbox("dyck")))).hasSize(10);
        assertThat(read(inbox("dyck")).records())
                .extracting(one -> one.place().partition())
                .containsOnly(0);
    }

    @Test
    void shouldReadTheNewestOfTooManyRecords() {
        RecordQuery all = inbox(null);

        RecordsFound found = read(new RecordQuery(all.sources(), null, null, all.wanted(), 6));

        assertThat(found.isWhole()).isFalse();
        assertThat(tasks(found)).containsExactly("t07", "t08", "t09", "t17", "t18", "t19");
    }

    @Test
    void shouldReadBetweenTimesAndAMinuteAround() {
        RecordsFound found =
                read(
                        RecordQuery.of(
                                        List.of(new Source(Topics.INTAKE_INBOX, "dyck")),
                                        one -> true)
                                .between(
                                        NOON.plus(Duration.ofMinutes(4)),
                                        NOON.plus(Duration.ofMinutes(6))));

        assertThat(found.isWhole()).isTrue();
        assertThat(tasks(found)).containsExactly("t03", "t04", "t05", "t06");
    }

    @Test
    void shouldSkipWhatIsNoEvent() {
        log.set(3, new ConsumerRecord<>(TOPIC, 0, 3, new byte[0], new byte[] {1, 2, 3}));

        assertThat(tasks(read(inbox(null)))).hasSize(19).doesNotContain("t03");
    }

    @Test
    void shouldReadFewerRecordsIfTheTimeIsShort() {
        RecordQuery query =
                new RecordQuery(
                        List.of(new Source(Topics.INTAKE_INBOX, null)),
                        null,
                        null,
                        any -> true,
                        32);

        RecordsFound found = read(query, Duration.ofSeconds(3));

        assertThat(found.isWhole()).isFalse();
        assertThat(tasks(found)).containsExactlyInAnyOrder("t09", "t19");
    }

    @Test
    void shouldRefuseWhatItCannotReadInTime() {
        assertThatThrownBy(() -> read(inbox(null), Duration.ofNanos(-1)))
                .isInstanceOfSatisfying(
                        Denied.class, one -> assertThat(one.status()).isEqualTo(503))
                .hasMessageContaining("too large to read in time");
    }

    @Test
    void shouldStateAMissingRight() {
        KafkaRecords denied =
                new KafkaRecords(
                        () -> {
                            throw new TopicAuthorizationException(Set.of("mtg.scores"));
                        },
                        SETTINGS,
                        new RecordDecoder(EventSerde.local().deserializer()),
                        Duration.ofSeconds(1),
                        this::clock);

        assertThatThrownBy(() -> denied.read(inbox(null)))
                .hasMessageContaining("denies the topics mtg.scores: add the ACLs");
    }

    @Test
    void shouldStateThatKafkaIsAway() {
        KafkaRecords away =
                new KafkaRecords(
                        () -> {
                            throw new KafkaException("no broker answers");
                        },
                        SETTINGS,
                        new RecordDecoder(EventSerde.local().deserializer()),
                        Duration.ofSeconds(1),
                        this::clock);

        assertThatThrownBy(() -> away.read(inbox(null)))
                .isInstanceOfSatisfying(
                        Denied.class, one -> assertThat(one.status()).isEqualTo(503));
    }
}
