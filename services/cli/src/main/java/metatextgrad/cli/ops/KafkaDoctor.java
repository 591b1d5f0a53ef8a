package metatextgrad.cli.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.AdminRequest;
import metatextgrad.cli.cluster.BrokerFeatures;
import metatextgrad.cli.cluster.CheckResult;
import metatextgrad.config.Settings;
import metatextgrad.topics.TopicSetup;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;

/** Checks brokers, their features, topics and our rights on them. Used by one thread. */
final class KafkaDoctor {
    private static final int SHOWN = 3;

    private final Settings settings;
    private final Admin admin;

    KafkaDoctor(Settings settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
    }

    void look(Consumer<CheckResult> findings) {
        findings.accept(brokers());
        findings.accept(BrokerFeatures.look(settings, admin));
        findings.accept(topics());
        findings.accept(rights());
    }

    private CheckResult brokers() {
        int count = AdminRequest.of(() -> admin.describeCluster().nodes().get().size());
        return CheckResult.ok("broker", "%d at %s", count, settings.bootstrapServers());
    }

    private CheckResult topics() {
        List<String> differences = new TopicSetup(admin, settings).differences();
        if (differences.isEmpty())
            return CheckResult.ok(
                    "topics",
                    "%d, which match the configuration that the services require",
                    Topics.all().size());
        String more = differences.size() > SHOWN ? "; and more" : "";
        return CheckResult.problem(
                "topics",
                String.join("; ", differences.subList(0, Math.min(SHOWN, differences.size())))
                        + more,
                "mtg topics apply, which creates missing topics; mtg topics check shows every difference and its fix");
    }

    /** Checks access rights. A broker without an authorizer reports that everything is allowed. */
    private CheckResult rights() {
        List<String> names = Topics.all().stream().map(topic -> topic.in(settings)).toList();
        Set<String> there = AdminRequest.of(() -> admin.listTopics().names().get());
        List<String> present = names.stream().filter(there::contains).toList();
        if (present.isEmpty()) return CheckResult.unknown("rights", "no topics exist yet");
        var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        Map<String, TopicDescription> described =
                AdminRequest.of(() -> admin.describeTopics(present, options).allTopicNames().get());
        List<String> refused = new ArrayList<>();
        described.forEach(
                (name, topic) -> {
                    Set<AclOperation> allowed = topic.authorizedOperations();
                    if (allowed != null
                            && !allowed.containsAll(Set.of(AclOperation.READ, AclOperation.WRITE)))
                        refused.add(name);
                });
        if (refused.isEmpty()) return CheckResult.ok("rights", "to read and write every topic");
        return CheckResult.problem(
                "rights",
                "not to read and write "
                        + String.join(", ", refused.stream().sorted().limit(SHOWN).toList()),
                "kafka-acls.sh --bootstrap-server %s --add --allow-principal User:NAME --operation All --topic %s --resource-pattern-type prefixed"
                        .formatted(settings.bootstrapServers(), settings.prefix()));
    }
}
