package metatextgrad.services.mtg;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import metatextgrad.ops.Health;
import metatextgrad.ops.OpsEndpoint;

/** Health and metrics, on a port of their own. */
final class Pages {
    static final String NAME = "The page of health and metrics";
    static final String PORT_OPTION = "MTG_OPS_PORT";

    private Pages() {}

    /**
     * @throws EnvironmentProblem if the port is taken
     */
    static OpsEndpoint open(String host, int port, Health health, PrometheusMeterRegistry meters) {
        try {
            return OpsEndpoint.open(host, port, health, meters);
        } catch (IOException e) {
            throw Ports.inUse(host, port, NAME, PORT_OPTION, e);
        }
    }
}
