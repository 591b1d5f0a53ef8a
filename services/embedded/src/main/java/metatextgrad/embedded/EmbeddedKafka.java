package metatextgrad.embedded;

import java.nio.file.Path;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.FolderLock;
import metatextgrad.process.Ports;

/**
 * A Kafka broker inside this JVM, with its records in {@code <data>/kafka}. Its records survive
 * {@code kill -9}, and the next start on the folder may use another port. Only one process can use
 * a data folder.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private final FolderLock lock;
    private final KafkaNode node;

    private EmbeddedKafka(FolderLock lock, KafkaNode node) {
        this.lock = lock;
        this.node = node;
    }

    /**
     * Blocks until clients can connect.
     *
     * @param port 0 for any free one
     * @throws EnvironmentProblem when the folder is in use or not writable, or the port is taken
     */
    public static EmbeddedKafka start(Path dataFolder, int port) {
        FolderLock lock = FolderLock.take(dataFolder);
        try {
            Ports.requireFree(port, KafkaNode.NAME, KafkaNode.PORT_OPTION);
            Path folder = KafkaFolder.formatted(dataFolder.resolve("kafka"));
            return new EmbeddedKafka(lock, KafkaNode.start(folder, port));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return Ports.HOST + ":" + node.port();
    }

    /** Waits until everything is on disk. */
    @Override
    public void close() {
        try (lock) {
            node.stop();
        }
    }
}
