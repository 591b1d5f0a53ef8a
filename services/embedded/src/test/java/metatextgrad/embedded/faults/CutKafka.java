package metatextgrad.embedded.faults;

import java.nio.file.Path;
import java.util.Properties;
import metatextgrad.cli.testing.CutProxy;
import metatextgrad.embedded.BrokerSettings;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.embedded.KafkaFolder;
import metatextgrad.process.FolderLock;
import metatextgrad.process.Ports;
import metatextgrad.process.StablePort;

/**
 * A broker that clients reach directly, or through a network that can be cut. For clients of that
 * network, it advertises an address inside it.
 */
final class CutKafka implements AutoCloseable {
    private static final String FAR = "FAR";

    private final EmbeddedKafka kafka;
    private final CutProxy network;

    private CutKafka(EmbeddedKafka kafka, CutProxy network) {
        this.kafka = kafka;
        this.network = network;
    }

    static CutKafka start(Path data) throws Exception {
        int port = StablePort.any();
        CutProxy network = CutProxy.to(port);
        Properties settings =
                BrokerSettings.properties(KafkaFolder.formatted(data.resolve("kafka")), 0);
        settings.put(
                "listeners",
                settings.get("listeners") + ",%s://%s:%d".formatted(FAR, Ports.HOST, port));
        settings.put(
                "advertised.listeners",
                "%s://%s:0,%s://%s:%d"
                        .formatted(
                                BrokerSettings.CLIENTS,
                                Ports.HOST,
                                FAR,
                                Ports.HOST,
                                network.port()));
        settings.put(
                "listener.security.protocol.map",
                "%s:PLAINTEXT,%s:PLAINTEXT,%s:PLAINTEXT"
                        .formatted(BrokerSettings.CLIENTS, BrokerSettings.CONTROLLER, FAR));
        return new CutKafka(EmbeddedKafka.start(FolderLock.take(data), settings, 0), network);
    }

    String near() {
        return kafka.bootstrapServers();
    }

    String far() {
        return Ports.HOST + ":" + network.port();
    }

    CutProxy network() {
        return network;
    }

    @Override
    public void close() throws Exception {
        try (network) {
            kafka.close();
        }
    }
}
