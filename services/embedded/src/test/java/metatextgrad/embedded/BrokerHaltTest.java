package metatextgrad.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.testing.Owner;
import metatextgrad.cli.testing.SmallDisk;
import metatextgrad.process.DiskSpace;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that can no longer write ends its process. */
@Tag("broker")
final class BrokerHaltTest {
    private static final int DISK_MEBIBYTES = 96;
    private static final int RECORD_BYTES = 256 << 10;

    @TempDir private Path temp;

    @Test
    @DisplayName("DEFECT 2: a broker whose disk fills between two checks ends with the reason")
    void defect2ShouldNameFolderAndFreeBytesWhenTheBrokerHalts() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(temp.resolve("disk"), DISK_MEBIBYTES)) {
            Path data = disk.folder().resolve("data");
            try (Owner owner = Owner.start(WriterUntilFull.class, data)) {
                assertThat(owner.process().waitFor()).isEqualTo(78);
                assertThat(
                                Files.readString(owner.emitted())
                                        .lines()
                                        .filter(line -> line.startsWith("mtg: ")))
                        .singleElement()
                        .asString()
                        .startsWith("mtg: the disk of the data folder " + data + " is full: ")
                        .containsPattern(" \\d+ bytes are free, and mtg needs \\d+\\. Free some ");
            }
        }
    }

    /** A broker, and a client that writes until it ends. */
    static final class WriterUntilFull {
        private WriterUntilFull() {}

        public static void main(String[] args) throws Exception {
            Path data = Path.of(args[0]);
            BrokerHalt.explain(new DiskSpace(data), null);
            EmbeddedKafka kafka = EmbeddedKafka.start(data, 0);
            Map<String, Object> client = Map.of("bootstrap.servers", kafka.bootstrapServers());
            try (Admin admin = Admin.create(client)) {
                admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            }
            System.out.println(kafka.bootstrapServers());
            try (var producer =
                    new KafkaProducer<>(
                            client, new ByteArraySerializer(), new ByteArraySerializer())) {
                while (true) producer.send(new ProducerRecord<>("t", new byte[RECORD_BYTES])).get();
            }
        }
    }
}
