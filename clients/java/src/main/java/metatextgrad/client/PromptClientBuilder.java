package metatextgrad.client;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link PromptClient}. Not thread-safe. */
public final class PromptClientBuilder {
    private final ClientTransport.Factory transport;
    private final String project;
    private String prefix = ClientTopics.PREFIX;
    private @Nullable Path file;
    private Duration wait = Duration.ofSeconds(10);
    private ClientFailureListener listener = (message, cause) -> {};

    PromptClientBuilder(ClientTransport.Factory transport, String project) {
        this.transport = transport;
        this.project = project;
        if (project.isBlank()) throw new IllegalArgumentException("the project has no name");
    }

    /**
     * Sets the prefix of all topics, as {@code MTG_PREFIX} does for the services. Without effect
     * over HTTP.
     */
    public PromptClientBuilder prefix(String text) {
        prefix = text;
        return this;
    }

    /**
     * Sets the file in which the client stores its last table. After a restart during an outage the
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
     * Starts the client, and waits for the newest table. If no broker answers in time, or the
     * gateway does not answer, the client starts with the table of the file, or without one, and
     * reads on in the background.
     *
     * <p>Of the Kafka settings, those of groups, offsets, serializers, transactions and
     * partitioners are replaced.
     *
     * @throws IllegalArgumentException with the reason, in one line, if Kafka's clients do not
     *     accept their settings, or if the address or the key of the gateway is not valid
     */
    public PromptClient connect() {
        PromptClient client = new PromptClient(this, transport, InstantSource.system());
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
}
