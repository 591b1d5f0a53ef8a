package metatextgrad.services.mtg;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** Settings of the one broker of the all-in-one: a single node, small, and quick to recover. */
final class BrokerSettings {
    static final String CLIENTS = "PLAINTEXT";
    static final String CONTROLLER = "CONTROLLER";
    static final int NODE = 1;

    private static final int MIB = 1024 * 1024;

    private BrokerSettings() {}

    static Properties properties(Path folder, int port) {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "" + NODE);
        settings.put("log.dirs", folder.toString());
        settings.put(
                "listeners",
                "%s://%s:%d,%s://%s:0"
                        .formatted(CLIENTS, Ports.HOST, port, CONTROLLER, Ports.HOST));
        settings.put("inter.broker.listener.name", CLIENTS);
        settings.put("controller.listener.names", CONTROLLER);
        // The address nobody can reach stands for "told later": the controller's port is not known
        // yet.
        settings.put("controller.quorum.voters", NODE + "@0.0.0.0:0");
        settings.put("auto.create.topics.enable", "false");
        // The largest event is 2 MiB; a batch needs a little around it.
        settings.put("message.max.bytes", "" + (2 * MIB + 64 * 1024));
        singleNode(settings);
        small(settings);
        alwaysLeader(settings);
        quickToRecover(settings);
        return settings;
    }

    private static void singleNode(Properties settings) {
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
    }

    private static void small(Properties settings) {
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.num.partitions", "4");
        settings.put("log.cleaner.dedupe.buffer.size", "" + 8 * MIB);
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
    }

    /**
     * Nobody takes over from the only broker. If its session ended, in a long pause of the machine,
     * or if it handed its partitions over before it ends, they had no leader while transactions are
     * ended: see {@link FormerBroker}.
     */
    private static void alwaysLeader(Properties settings) {
        settings.put("broker.session.timeout.ms", "" + Duration.ofDays(20).toMillis());
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("controlled.shutdown.enable", "false");
    }

    private static void quickToRecover(Properties settings) {
        // An abandoned transaction holds up its readers until it is aborted.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Members ask for sessions of 10 s; the newer protocols would not grant less than 45 s.
        settings.put("group.min.session.timeout.ms", "6000");
        for (String protocol : new String[] {"consumer", "streams", "share"}) {
            settings.put("group." + protocol + ".min.session.timeout.ms", "6000");
            settings.put("group." + protocol + ".session.timeout.ms", "10000");
            settings.put("group." + protocol + ".min.heartbeat.interval.ms", "500");
            settings.put("group." + protocol + ".heartbeat.interval.ms", "3000");
        }
        // Longer than any event is kept, or a group that rested would start from the beginning.
        settings.put("offsets.retention.minutes", "" + Duration.ofDays(65).toMinutes());
    }
}
