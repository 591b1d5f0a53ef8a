package metatextgrad.cli.cluster;

import java.util.ServiceLoader;
import java.util.function.Consumer;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.apache.kafka.common.serialization.Serde;

/** A running system on which experiments can do work. */
public interface Platform extends AutoCloseable {
    Settings settings();

    Serde<Event> events();

    /**
     * Returns while the system can do work.
     *
     * @throws EnvironmentProblem if it cannot, or this process is shutting down
     */
    void requireRunning();

    @Override
    void close();

    /** Starts systems; found by {@link ServiceLoader}. */
    interface Provider {
        /**
         * Starts a system on an empty temporary folder, and blocks until it is ready.
         *
         * @param progress accepts a line for each part that starts
         * @throws EnvironmentProblem if a part cannot start; nothing is left running
         */
        Platform start(ModelEndpoint endpoint, Consumer<String> progress);
    }

    /**
     * As {@link Provider#start}.
     *
     * @throws EnvironmentProblem also if this installation has no provider
     */
    static Platform start(ModelEndpoint endpoint, Consumer<String> progress) {
        return ServiceLoader.load(Provider.class)
                .findFirst()
                .orElseThrow(
                        () ->
                                Exit.CONFIGURATION.problem(
                                        "this installation includes no Kafka: use a checkout of the project or its zip, or --local"))
                .start(endpoint, progress);
    }
}
