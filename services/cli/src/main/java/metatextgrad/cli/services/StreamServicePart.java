package metatextgrad.cli.services;

import metatextgrad.config.Settings;
import metatextgrad.model.Causes;
import metatextgrad.model.event.Event;
import metatextgrad.ops.KafkaMeters;
import metatextgrad.ops.LoopMeters;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceFailure;
import metatextgrad.streams.ServiceRunner;
import metatextgrad.trace.Tracing;
import metatextgrad.wire.registry.RegistryUnavailable;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;

/** A stream processor in this process. */
public final class StreamServicePart implements ServicePart {
    private final Service service;
    private final ServiceRunner runner;

    private StreamServicePart(Service service, ServiceRunner runner) {
        this.service = service;
        this.runner = runner;
    }

    /**
     * Starts it; see {@link ServiceRunner#start}.
     *
     * @throws EnvironmentProblem if its folder cannot be used
     */
    public static StreamServicePart start(
            Service service,
            Settings settings,
            Serde<Event> events,
            LoopMeters meters,
            Tracing tracing) {
        try {
            return new StreamServicePart(
                    service, ServiceRunner.start(service, settings, events, meters, tracing));
        } catch (StreamsException e) {
            // The table of projects is read before the start.
            boolean passes =
                    Causes.find(e, TimeoutException.class) != null
                            || Causes.find(e, RegistryUnavailable.class) != null;
            throw (passes ? Exit.UNREACHABLE : Exit.CONFIGURATION)
                    .problem(
                            e,
                            "%s cannot start: %s",
                            service.name(),
                            ServiceFailure.words(e, settings.dataFolder()));
        }
    }

    @Override
    public Report report() {
        return runner.report();
    }

    @Override
    public @Nullable EnvironmentProblem end() {
        Report report = report();
        if (report.live()) return null;
        if (runner.fenced()) {
            return Exit.CONFIGURATION.problem(
                    "another %s runs under this instance id: set a different MTG_INSTANCE for each, otherwise they fence each other repeatedly",
                    service.name());
        }
        return ServicePart.failed(service.name(), report.checks().getFirst().detail());
    }

    @Override
    public void measure(KafkaMeters kafka) {
        runner.measure(kafka);
    }

    @Override
    public void close() {
        runner.close();
    }
}
