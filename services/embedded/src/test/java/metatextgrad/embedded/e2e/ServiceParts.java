package metatextgrad.embedded.e2e;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import metatextgrad.cli.services.GatewayServicePart;
import metatextgrad.cli.services.ServiceCommand;
import metatextgrad.cli.services.ServicePart;
import metatextgrad.cli.services.StreamServicePart;
import metatextgrad.cli.services.WorkerServicePart;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.ops.LoopMeters;
import metatextgrad.services.worker.WorkerMeters;
import metatextgrad.streams.Service;
import metatextgrad.trace.Tracing;
import metatextgrad.wire.EventSerde;

/**
 * Services in this process, each with settings of its own. They check their topics as commands do.
 */
final class ServiceParts {
    private ServiceParts() {}

    static ServicePart stream(Service service, SettingsReader read) {
        Settings settings = read.settings();
        ServiceCommand.requireTopics(settings, service);
        return StreamServicePart.start(
                service,
                settings,
                EventSerde.registry(settings.registry()),
                new LoopMeters(meters()),
                Tracing.OFF);
    }

    static ServicePart worker(SettingsReader read) {
        ServiceCommand.requireTopics(read.settings(), null);
        return WorkerServicePart.start(
                read.settings(), read.model(), new WorkerMeters(meters()), Tracing.OFF);
    }

    static GatewayServicePart gateway(SettingsReader read) {
        return GatewayServicePart.start(
                read.settings(), read.model(), read.gateway(), "127.0.0.1", meters(), Tracing.OFF);
    }

    private static PrometheusMeterRegistry meters() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }
}
