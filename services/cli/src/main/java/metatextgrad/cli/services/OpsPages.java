package metatextgrad.cli.services;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import metatextgrad.ops.Health;
import metatextgrad.ops.Metrics;
import metatextgrad.ops.OpsEndpoint;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.Ports;

/** Health and metrics, on a port of their own. */
public final class OpsPages {
    /** Its name in messages. */
    public static final String NAME = "The page of health and metrics";

    public static final String PORT_OPTION = "MTG_OPS_PORT";

    private static final String HOST_OPTION = "MTG_OPS_HOST";

    private OpsPages() {}

    /**
     * Opens the pages, and shows readiness as a gauge.
     *
     * @param host address on which they answer
     * @throws EnvironmentProblem if the port is taken, or this machine has no such address
     */
    public static OpsEndpoint open(
            String host, int port, Health health, PrometheusMeterRegistry meters) {
        requireLocal(host);
        Metrics.READY.gauge(meters, Tags.empty(), () -> health.report().ready() ? 1 : 0);
        try {
            return OpsEndpoint.open(host, port, health, meters);
        } catch (IOException e) {
            throw Ports.inUse(host, port, NAME, PORT_OPTION, e);
        }
    }

    private static void requireLocal(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            boolean local =
                    address.isAnyLocalAddress()
                            || address.isLoopbackAddress()
                            || NetworkInterface.getByInetAddress(address) != null;
            if (local) return;
        } catch (IOException e) {
            throw Exit.CONFIGURATION.problem(
                    e, "%s is '%s': %s", HOST_OPTION, host, e.getMessage());
        }
        throw Exit.CONFIGURATION.problem(
                "%s is '%s', which is no address of this machine. Name one of its addresses, or remove the setting.",
                HOST_OPTION, host);
    }
}
