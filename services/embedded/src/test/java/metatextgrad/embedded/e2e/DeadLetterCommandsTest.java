package metatextgrad.embedded.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.Settings;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that no service could handle are listed, shown, and written again. */
@Tag("broker")
final class DeadLetterCommandsTest {
    private static final String LINE = "{\"input\": \"of no project, writes kim@example.net\"}";

    @TempDir private Path temp;

    @Test
    void shouldListShowAndWriteAgain() throws Exception {
        try (AllInOneForTests all =
                        AllInOneForTests.start(
                                temp.resolve("data"), URI.create("http://127.0.0.1:9/v1"), 1);
                ClusterForTests cluster = ClusterForTests.connect(all.settings())) {
            MtgCommand mtg = MtgCommand.on(temp, all.afterNonsense().settings());
            assertThat(mtg.here("dlq", "ls").out().lines()).hasSize(1);
            write(all.settings(), LINE.getBytes(UTF_8));
            write(all.settings(), new byte[] {0, 1, 27});
            awaitLetters(cluster, 2);
            List<String> ids = ids(mtg);

            MtgCommand.Ended shown = mtg.here("dlq", "show", ids.getFirst());
            assertThat(shown.out())
                    .startsWith("record:  mtg.tasks, partition ")
                    .contains(
                            "\nservice: intake\nreason:  ",
                            "\nkey:     (none)\nheader:  from = [e-mail]\nvalue:   ")
                    .endsWith("\nvalue:   {\"input\": \"of no project, writes [e-mail]\"}\n");
            assertThat(mtg.here("dlq", "show", "--raw", ids.getFirst()).out())
                    .endsWith("\nvalue:   " + LINE + "\n");
            assertThat(mtg.here("dlq", "ls").out()).doesNotContain("of no project");
            assertThat(mtg.here("dlq", "show", ids.getLast()).out())
                    .endsWith("\nvalue:   (3 bytes that are not text; use --raw)\n");
            assertThat(mtg.here("dlq", "show", "--raw", ids.getLast()).out())
                    .endsWith("\nvalue:   (hex) 00011b\n");

            assertThat(mtg.here("dlq", "replay", ids.getFirst(), "nope").code()).isEqualTo(3);
            MtgCommand.Ended again = mtg.here("dlq", "replay", ids.getFirst());
            assertThat(again.out()).isEqualTo(ids.getFirst() + " is written to mtg.tasks again\n");
            awaitLetters(cluster, 3);
            assertThat(mtg.here("dlq", "show", "--raw", ids(mtg).getLast()).out())
                    .endsWith("\nheader:  from = kim@example.net\nvalue:   " + LINE + "\n");

            requireContestsInTheirPartition(mtg, all.settings(), cluster);
        }
    }

    /** The keys of contests lead elsewhere. */
    private static void requireContestsInTheirPartition(
            MtgCommand mtg, Settings settings, ClusterForTests cluster) throws Exception {
        String contests = Topics.CONTESTS.in(settings);
        for (int partition = 0; partition < settings.partitions(); partition++)
            write(
                    settings,
                    new ProducerRecord<>(
                            contests, partition, "p|000001".getBytes(UTF_8), new byte[] {7}));
        awaitLetters(cluster, 3 + settings.partitions());
        mtg.done(
                Stream.concat(
                                Stream.of("dlq", "replay"),
                                ids(mtg).stream().filter(id -> id.startsWith(contests)))
                        .toArray(String[]::new));
        awaitLetters(cluster, 3 + 2 * settings.partitions());
        Map<Integer, Long> found =
                cluster.all(Topics.DEAD_LETTERS, DeadLetter.class).stream()
                        .filter(letter -> letter.topic().equals(contests))
                        .collect(groupingBy(DeadLetter::partition, counting()));
        assertThat(found).hasSize(settings.partitions());
        assertThat(found.values()).containsOnly(2L);
    }

    private static List<String> ids(MtgCommand mtg) {
        return mtg.here("dlq", "ls").out().lines().skip(1).map(line -> line.split(" ")[0]).toList();
    }

    private static void awaitLetters(ClusterForTests cluster, int count) {
        Waits.looking()
                .until(() -> cluster.all(Topics.DEAD_LETTERS, DeadLetter.class).size() == count);
    }

    private static void write(Settings settings, byte[] value) throws Exception {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.TASKS.in(settings), value);
        record.headers().add("from", "kim@example.net".getBytes(UTF_8));
        write(settings, record);
    }

    private static void write(Settings settings, ProducerRecord<byte[], byte[]> record)
            throws Exception {
        Map<String, Object> plain = Map.of("bootstrap.servers", settings.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(plain, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }
}
