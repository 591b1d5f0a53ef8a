package metatextgrad.cli.ops;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import metatextgrad.cli.access.AclPlan;
import metatextgrad.cli.access.MissingRights;
import metatextgrad.cli.cluster.AdminRequest;
import metatextgrad.cli.cluster.BrokerFeatures;
import metatextgrad.cli.cluster.CheckResult;
import metatextgrad.cli.cluster.HangingTransactions;
import metatextgrad.config.Settings;
import metatextgrad.topics.TopicSetup;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.admin.Admin;

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
        findings.accept(HangingTransactions.look(settings, admin, InstantSource.system()));
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

    /**
     * Checks the rights of a person with the command line. A broker without an authorizer reports
     * that everything is allowed.
     */
    private CheckResult rights() {
        List<String> names = Topics.all().stream().map(topic -> topic.in(settings)).toList();
        Set<String> there = AdminRequest.of(() -> admin.listTopics().names().get());
        if (names.stream().noneMatch(there::contains))
            return CheckResult.unknown("rights", "no topics exist yet");
        List<String> missing = new MissingRights(admin).of(AclPlan.ofOperator(settings.prefix()));
        if (missing.isEmpty())
            return CheckResult.ok("rights", "to read every topic and to write every command");
        String more = missing.size() > SHOWN ? "; and more" : "";
        return CheckResult.problem(
                "rights",
                "not for "
                        + String.join("; ", missing.subList(0, Math.min(SHOWN, missing.size())))
                        + more,
                "mtg topics acls --principal-prefix PREFIX, which prints the ACLs of operators, services and applications");
    }
}
