package metatextgrad.embedded;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import metatextgrad.model.Causes;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.FolderLock;
import metatextgrad.process.Ports;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A Kafka broker inside this JVM, with its records in {@code <data>/kafka}. Its records survive
 * {@code kill -9}, and the next start on the folder may use another port. Only one process can use
 * a data folder.
 *
 * <p>Controller and broker are combined as in {@code KafkaRaftServer}. That class hides its bound
 * ports, and needs the controller's port before it is bound, which is a race.
 */
public final class EmbeddedKafka implements AutoCloseable {
    static final String NAME = "Kafka";
    static final String PORT_OPTION = "--kafka-port";

    private final FolderLock lock;
    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private EmbeddedKafka(
            FolderLock lock,
            SharedServer shared,
            ControllerServer controller,
            BrokerServer broker) {
        this.lock = lock;
        this.shared = shared;
        this.controller = controller;
        this.broker = broker;
    }

    /**
     * Blocks until clients can connect.
     *
     * @param port 0 for any free one
     * @throws EnvironmentProblem if the folder is in use or not writable, or the port is taken
     */
    public static EmbeddedKafka start(Path dataFolder, int port) {
        FolderLock lock = FolderLock.take(dataFolder);
        try {
            Ports.requireFree(port, NAME, PORT_OPTION);
            Path folder = KafkaFolder.formatted(dataFolder.resolve("kafka"));
            return start(lock, BrokerSettings.properties(folder, port), port);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** As {@link #start(Path, int)}, with these settings; {@code lock} is that of the folder. */
    public static EmbeddedKafka start(FolderLock lock, Properties settings, int port) {
        KafkaConfig config = KafkaConfig.fromProps(settings);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> onDisk =
                KafkaRaftServer.initializeLogDirs(
                        config, LoggerFactory.getLogger(EmbeddedKafka.class), "");
        var controllerPort = new CompletableFuture<Integer>();
        var shared =
                new SharedServer(
                        config,
                        onDisk._1(),
                        Time.SYSTEM,
                        new Metrics(),
                        controllerPort.thenApply(EmbeddedKafka::voters),
                        List.of(),
                        new StandardFaultHandlerFactory(),
                        ServerSocketFactory.INSTANCE);
        var controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), onDisk._2());
        var kafka = new EmbeddedKafka(lock, shared, controller, new BrokerServer(shared));
        forward(controller.socketServerFirstBoundPortFuture(), controllerPort);
        kafka.start(port);
        return kafka;
    }

    public String bootstrapServers() {
        return Ports.HOST + ":" + broker.boundPort(ListenerName.normalised(BrokerSettings.CLIENTS));
    }

    /** Waits until everything is on disk. */
    @Override
    public void close() {
        // A controller that stays would halt the JVM once its folder is deleted.
        try (lock) {
            try {
                broker.shutdown();
            } finally {
                controller.shutdown();
            }
        }
    }

    private void start(int port) {
        try {
            controller.startup();
            StaleBrokerRegistration.forget(controller.controller(), shared.loader());
            broker.startup();
        } catch (RuntimeException e) {
            close();
            boolean taken = Causes.find(e, BindException.class) != null;
            throw taken ? Ports.inUse(Ports.HOST, port, NAME, PORT_OPTION, e) : e;
        }
    }

    private static Map<Integer, InetSocketAddress> voters(int controllerPort) {
        return Map.of(BrokerSettings.NODE, Ports.address(controllerPort));
    }

    /** The server needs the voters before it knows its own port. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void forward(CompletableFuture<Integer> from, CompletableFuture<Integer> to) {
        from.thenAccept(to::complete);
    }
}
