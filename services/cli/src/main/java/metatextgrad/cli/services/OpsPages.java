package metatextgrad.cli.services;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import metatextgrad.ops.Health;
import metatextgrad.ops.Metrics;
import metatextgrad.ops.OpsEndpoint;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Ports;

/** Health and metrics, on a port of their own. */
public final class OpsPages {
    /** Its name in messages. */
    public static final String NAME = "The page of health and metrics";

    public static final String PORT_OPTION = "MTG_OPS_PORT";

    private OpsPages() {}

    /**
     * Opens the pages, and shows readiness as a gauge.
     *
     * @throws EnvironmentProblem if the port is taken
     */
    public static OpsEndpoint open(
            String host, int port, Health health, PrometheusMeterRegistry meters) {
        Metrics.READY.gauge(meters, Tags.empty(), () -> health.report().ready() ? 1 : 0);
        try {
            return OpsEndpoint.open(host, port, health, meters);
        } catch (IOException e) {
            throw Ports.inUse(host, port, NAME, PORT_OPTION, e);
        }
    }
}
