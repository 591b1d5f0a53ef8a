package metatextgrad.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Row;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.wire.registry.MalformedRecord;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreCodecTest {
    /** A schema of an older release without sets and splits, but with a colour. */
    private static final Schema OLDER =
            SchemaBuilder.record("TaskSubmitted")
                    .namespace("metatextgrad.events")
                    .fields()
                    .requiredString("project")
                    .requiredString("id")
                    .requiredString("colour")
                    .requiredString("input")
                    .endRecord();

    private final StoreCodec codec = new StoreCodec();

    @Test
    void shouldReadRecordsOfAnOlderRelease() throws IOException {
        byte[] old = older();

        Row row = new StoreCodec(List.of(OLDER)).decode(old);

        assertThat(row)
                .isEqualTo(
                        new TaskSubmitted(
                                new ProjectId("p"), new TaskId("t"), "in", null, null, null, null));
    }

    @Test
    void shouldRejectAnUnknownSchema() throws IOException {
        byte[] unknown = older();

        assertThatThrownBy(() -> codec.decode(unknown))
                .isInstanceOf(MalformedRecord.class)
                .hasMessage(
                        "unreadable record: no known schema in its " + unknown.length + " bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 9, 10, 11, 20})
    void shouldRejectATruncatedRecord(int length) {
        byte[] bytes = codec.encode(Samples.rows("x").getFirst());

        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, length)))
                .isInstanceOf(MalformedRecord.class);
    }

    @Test
    void shouldDescribeATruncatedRecordInWords() {
        byte[] bytes = codec.encode(Samples.rows("x").getFirst());

        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, 11)))
                .hasMessage("unreadable record: it ends too early");
    }

    @Test
    void shouldRejectBytesAfterTheRecord() {
        byte[] bytes = codec.encode(Samples.rows("x").getFirst());

        assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(MalformedRecord.class);
    }

    @Property(tries = 1000)
    void shouldReadOrRejectAnyBytes(
            @ForAll @IntRange(min = 0, max = 40) int sample,
            @ForAll @IntRange(min = 0, max = 10_000) int place,
            @ForAll byte value) {
        List<Row> rows = Samples.rows("x");
        byte[] bytes = codec.encode(rows.get(sample % rows.size()));
        Arrays.fill(
                bytes,
                place % bytes.length,
                Math.min(bytes.length, place % bytes.length + 9),
                value);

        try {
            assertThat(codec.decode(bytes)).isNotNull();
        } catch (MalformedRecord refused) {
            assertThat(refused).hasMessageNotContaining("\n");
        }
    }

    @Test
    void shouldBeThreadSafe() throws Exception {
        List<Row> rows = Samples.rows("\uD83D\uDE00");
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> results =
                    threads.invokeAll(java.util.Collections.nCopies(8, () -> same(rows)));
            for (Future<Boolean> result : results) assertThat(result.get()).isTrue();
        }
    }

    private boolean same(List<Row> rows) {
        return rows.stream().allMatch(row -> codec.decode(codec.encode(row)).equals(row));
    }

    private static byte[] older() throws IOException {
        GenericRecord task =
                new GenericRecordBuilder(OLDER)
                        .set("project", "p")
                        .set("id", "t")
                        .set("colour", "red")
                        .set("input", "in")
                        .build();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new BinaryMessageEncoder<GenericRecord>(GenericData.get(), OLDER).encode(task, bytes);
        return bytes.toByteArray();
    }
}
