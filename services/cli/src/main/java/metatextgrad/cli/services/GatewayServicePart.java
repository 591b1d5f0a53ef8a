package metatextgrad.cli.services;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.config.GatewaySettings;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Setting;
import metatextgrad.config.Settings;
import metatextgrad.model.project.ModelServer;
import metatextgrad.modelclient.ApiKey;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.Ports;
import metatextgrad.services.gateway.Gateway;
import metatextgrad.services.gateway.GatewayConfig;
import metatextgrad.services.gateway.meters.GatewayMeters;
import metatextgrad.trace.Tracing;
import metatextgrad.wire.EventSerde;
import org.jspecify.annotations.Nullable;

/** A gateway in this process. */
public final class GatewayServicePart implements ServicePart {
    /** Its name in messages. */
    public static final String DISPLAY_NAME = "The gateway";

    private final Gateway gateway;

    private GatewayServicePart(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Starts a gateway. It waits for nothing.
     *
     * @param host the address to listen on
     * @throws EnvironmentProblem if the port is taken, or a setting or the gateway's file is not
     *     valid
     */
    public static GatewayServicePart start(
            Settings settings,
            ModelEndpoint endpoint,
            GatewaySettings own,
            String host,
            MeterRegistry meters,
            Tracing tracing) {
        Map<ModelServer, ApiKey> servers = new LinkedHashMap<>();
        CliSettings.keys(endpoint).forEach((allowed, key) -> servers.put(allowed.server(), key));
        GatewayConfig config =
                new GatewayConfig(
                        settings,
                        host,
                        own.port(),
                        own.file(),
                        endpoint.baseUrl(),
                        CliSettings.key(endpoint),
                        CliSettings.clientSecret(own),
                        servers,
                        tracing);
        try {
            return new GatewayServicePart(
                    Gateway.start(
                            config,
                            EventSerde.registry(settings.registry()),
                            new GatewayMeters(meters)));
        } catch (IOException e) {
            throw Ports.inUse(host, own.port(), DISPLAY_NAME, Setting.MTG_GATEWAY_PORT.name(), e);
        } catch (IllegalArgumentException e) {
            throw Exit.CONFIGURATION.problem(
                    e, "%s is not valid: %s", Setting.MTG_GATEWAY_FILE, e.getMessage());
        }
    }

    /** Returns the port that it listens on. */
    public int port() {
        return gateway.port();
    }

    @Override
    public Report report() {
        return gateway.report();
    }

    @Override
    public @Nullable EnvironmentProblem end() {
        return null;
    }

    @Override
    public void close() {
        gateway.close();
    }
}
