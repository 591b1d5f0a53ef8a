package metatextgrad.services.mtg;

import java.nio.file.Path;

/** A small all-in-one to be killed: it starts a broker, says where, and waits. */
final class KafkaOwner {
    private KafkaOwner() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), 0);
        System.out.println(kafka.bootstrapServers());
        Thread.currentThread().join();
    }
}
