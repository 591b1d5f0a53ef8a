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
 * Controller and broker, combined as in {@code KafkaRaftServer}. That class hides its bound ports,
 * and needs the controller's port before it is bound, which is a race.
 */
public final class KafkaNode {
    static final String NAME = "Kafka";
    static final String PORT_OPTION = "--kafka-port";

    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private KafkaNode(SharedServer shared, ControllerServer controller, BrokerServer broker) {
        this.shared = shared;
        this.controller = controller;
        this.broker = broker;
    }

    public static KafkaNode start(Path folder, int port) {
        return start(BrokerSettings.properties(folder, port), port);
    }

    public static KafkaNode start(Properties settings, int port) {
        KafkaConfig config = KafkaConfig.fromProps(settings);
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> onDisk =
                KafkaRaftServer.initializeLogDirs(
                        config, LoggerFactory.getLogger(KafkaNode.class), "");
        var controllerPort = new CompletableFuture<Integer>();
        var shared =
                new SharedServer(
                        config,
                        onDisk._1(),
                        Time.SYSTEM,
                        new Metrics(),
                        controllerPort.thenApply(KafkaNode::voters),
                        List.of(),
                        new StandardFaultHandlerFactory(),
                        ServerSocketFactory.INSTANCE);
        var controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), onDisk._2());
        var node = new KafkaNode(shared, controller, new BrokerServer(shared));
        forward(controller.socketServerFirstBoundPortFuture(), controllerPort);
        node.start(port);
        return node;
    }

    public int port() {
        return broker.boundPort(ListenerName.normalised(BrokerSettings.CLIENTS));
    }

    public void stop() {
        broker.shutdown();
        controller.shutdown();
    }

    private void start(int port) {
        try {
            controller.startup();
            StaleBrokerRegistration.forget(controller.controller(), shared.loader());
            broker.startup();
        } catch (RuntimeException e) {
            stop();
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
