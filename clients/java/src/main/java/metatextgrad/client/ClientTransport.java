package metatextgrad.client;

import java.time.Duration;
import java.util.Map;

/** What brings serving tables to the client and takes its records: Kafka or a gateway. */
interface ClientTransport {
    /** Makes the transport of one client, which gives the tables that it reads to {@code last}. */
    @FunctionalInterface
    interface Factory {
        /**
         * @throws IllegalArgumentException with the reason, in one line, if settings are not valid
         */
        ClientTransport create(PromptClientBuilder settings, LastTable last);
    }

    /** Begins to read, in the background. */
    void start();

    /** Waits for the newest table; returns false after this time. */
    boolean await(Duration atMost) throws InterruptedException;

    /**
     * Returns at once. A record that cannot be written is counted and reported.
     *
     * @param kind of {@link ClientTopics}
     */
    void send(String kind, Map<String, Object> fields);

    /** Returns how many records were lost since the start. */
    long lost();

    /** Writes what waits, about this time at most, and ends all threads. */
    void close(Duration atMost) throws InterruptedException;
}
