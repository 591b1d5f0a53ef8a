package metatextgrad.embedded;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;
import metatextgrad.process.Ports;

/** Settings of the only broker of the all-in-one: a single node, small, and quick to recover. */
public final class BrokerSettings {
    public static final String CLIENTS = "PLAINTEXT";
    public static final String CONTROLLER = "CONTROLLER";
    static final int NODE = 1;

    private static final String FIXED = "/embedded-broker.properties";

    private BrokerSettings() {}

    /** {@code port} is for clients, 0 for any free one. */
    public static Properties properties(Path folder, int port) {
        var settings = new Properties();
        try (InputStream file = BrokerSettings.class.getResourceAsStream(FIXED)) {
            settings.load(requireNonNull(file, FIXED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("node.id", "" + NODE);
        settings.put("log.dirs", folder.toString());
        settings.put(
                "listeners",
                "%s://%s:%d,%s://%s:0"
                        .formatted(CLIENTS, Ports.HOST, port, CONTROLLER, Ports.HOST));
        settings.put("inter.broker.listener.name", CLIENTS);
        settings.put("controller.listener.names", CONTROLLER);
        // The controller's port is not known yet; Kafka replaces this address later.
        settings.put("controller.quorum.voters", NODE + "@0.0.0.0:0");
        return settings;
    }
}
