package metatextgrad.embedded.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import metatextgrad.cli.testing.Owner;
import metatextgrad.embedded.EmbeddedKafka;

/**
 * A small all-in-one to be killed. It starts a broker, prints its address, and waits. When its
 * input ends, it closes the broker first.
 */
public final class KafkaOwner {
    private KafkaOwner() {}

    /** Starts it at this port, so that a restart can use the same address. */
    public static Owner start(Path folder, int port) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("port"), "" + port);
        return Owner.start(KafkaOwner.class, folder);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]);
        Path reported = folder.resolve("port");
        int port = Files.exists(reported) ? Integer.parseInt(Files.readString(reported)) : 0;
        EmbeddedKafka kafka = EmbeddedKafka.start(folder, port);
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
        System.out.println(kafka.bootstrapServers());
        Thread.currentThread().join();
    }
}
