package metatextgrad.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link PromptClient}. Not thread-safe. */
public final class PromptClientBuilder {
    private final Map<String, ?> kafka;
    private final String project;
    private String prefix = ClientTopics.PREFIX;
    private @Nullable Path file;
    private Duration wait = Duration.ofSeconds(10);
    private ClientFailureListener listener = (message, cause) -> {};

    PromptClientBuilder(Map<String, ?> kafka, String project) {
        this.kafka = new HashMap<>(kafka);
        this.project = project;
        if (project.isBlank()) throw new IllegalArgumentException("the project has no name");
    }

    /** Sets the prefix of all topics, as {@code MTG_PREFIX} does for the services. */
    public PromptClientBuilder prefix(String text) {
        prefix = text;
        return this;
    }

    /**
     * Sets the file in which the client stores its last table. After a restart without a broker the
     * client continues with it. Delete it if you reset the whole system: its serials start again.
     */
    public PromptClientBuilder file(Path path) {
        file = path;
        return this;
    }

    /** Sets how long {@link #connect} waits for the newest table: 10 s by default. */
    public PromptClientBuilder waitAtMost(Duration time) {
        wait = time;
        return this;
    }

    /** Sets what receives each failure. */
    public PromptClientBuilder onFailure(ClientFailureListener receiver) {
        listener = receiver;
        return this;
    }

    /**
     * Starts the client, and waits for the newest table. If no broker answers in time, the client
     * starts with the table of the file, or without one, and reads on in the background.
     *
     * <p>Of the Kafka settings, those of groups, offsets, serializers, transactions and
     * partitioners are replaced.
     *
     * @throws IllegalArgumentException with the reason, in one line, if Kafka's clients do not
     *     accept their settings
     */
    public PromptClient connect() {
        Map<String, Object> reading = KafkaSettings.consumer(kafka);
        Map<String, Object> writing = KafkaSettings.producer(kafka);
        LazyProducer producer = new LazyProducer(() -> new KafkaProducer<>(writing));
        try {
            var unused = producer.get();
        } catch (KafkaException e) {
            if (KafkaSettings.hosts(writing).stream().anyMatch(PromptClientBuilder::isKnown))
                throw new IllegalArgumentException(
                        "the Kafka settings are not valid: " + FailureLog.reason(e), e);
            // Names of hosts can be unknown during an outage: the next records try again.
        }
        PromptClient client =
                new PromptClient(
                        this, () -> new KafkaConsumer<>(reading), producer, InstantSource.system());
        client.start(wait);
        return client;
    }

    String project() {
        return project;
    }

    String topic(String name) {
        return prefix + name;
    }

    @Nullable Path file() {
        return file;
    }

    ClientFailureListener listener() {
        return listener;
    }

    private static boolean isKnown(String host) {
        try {
            return InetAddress.getByName(host) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
