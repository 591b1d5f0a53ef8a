package metatextgrad.cli.services;

import metatextgrad.ops.Health;
import metatextgrad.ops.KafkaMeters;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;

/** A service that runs in this process. */
public interface ServicePart extends Health, AutoCloseable {
    /** Returns why the service has terminated without a request; null while it runs. */
    @Nullable EnvironmentProblem end();

    /** Shows the metrics of its Kafka clients, if it has any. */
    default void measure(KafkaMeters kafka) {}

    @Override
    void close();

    /** Returns the problem of a stopped part. A restart may help. */
    static EnvironmentProblem failed(String name, String reason) {
        return Exit.FAILURE.problem(
                "%s stopped (%s): restart it", name, reason.replaceAll("\\s+", " "));
    }
}
