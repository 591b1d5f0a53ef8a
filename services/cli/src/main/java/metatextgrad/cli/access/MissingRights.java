package metatextgrad.cli.access;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.DeniedAccess;
import metatextgrad.config.Settings;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.topics.Topics;
import metatextgrad.wire.KafkaFutures;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Compares the rights that a user needs with those that the brokers grant. A broker without an
 * authorizer grants all. Blocking.
 */
public final class MissingRights {
    private final Admin admin;

    /** Compares over this client, whose user is the one to check. */
    public MissingRights(Admin admin) {
        this.admin = admin;
    }

    /**
     * Returns if the user of these settings has all rights.
     *
     * @throws EnvironmentProblem that names the user and what it may not do, else
     */
    public static void require(Settings settings, List<AclRule> needed) {
        try (Admin admin = Cluster.adminOfService(settings)) {
            List<String> missing = new MissingRights(admin).of(needed);
            if (!missing.isEmpty()) throw DeniedAccess.to(settings, missing, null);
        } catch (KafkaException e) {
            throw Cluster.noBroker(settings.bootstrapServers(), e);
        }
    }

    /**
     * Returns what is missing, such as {@code Write on topic mtg.tasks}, in the order of the rules.
     * What does not exist yet is passed over, if the user may see that.
     */
    public List<String> of(List<AclRule> needed) {
        Map<String, Set<AclOperation>> granted = granted(topics(needed));
        List<String> missing = new ArrayList<>();
        for (AclRule rule : needed) {
            Collection<AclOperation> denied = denied(rule, granted);
            if (!denied.isEmpty())
                missing.add(
                        "%s on %s %s%s"
                                .formatted(
                                        denied.stream()
                                                .map(DeniedAccess::word)
                                                .collect(joining(", ")),
                                        rule.type()
                                                .name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', ' '),
                                        rule.name(),
                                        rule.pattern() == PatternType.PREFIXED ? "*" : ""));
        }
        return missing;
    }

    private Collection<AclOperation> denied(AclRule rule, Map<String, Set<AclOperation>> granted) {
        Set<AclOperation> denied = new TreeSet<>();
        switch (rule.type()) {
            case TOPIC ->
                    granted.forEach(
                            (topic, has) -> {
                                if (!rule.covers(topic)) return;
                                rule.operations().stream()
                                        .filter(one -> !has.contains(one))
                                        .forEach(denied::add);
                            });
            case GROUP -> {
                if (refused(admin.describeConsumerGroups(List.of(rule.name())).all()))
                    denied.addAll(rule.operations());
            }
            case TRANSACTIONAL_ID -> {
                if (refused(admin.describeTransactions(List.of(rule.name())).all()))
                    denied.addAll(rule.operations());
            }
            default -> throw new IllegalArgumentException("no rule of ours: " + rule);
        }
        return denied;
    }

    /** A user of a group or transaction may also describe it. */
    private static boolean refused(KafkaFuture<?> described) {
        try {
            KafkaFutures.get(described);
            return false;
        } catch (AuthorizationException e) {
            return true;
        } catch (GroupIdNotFoundException | TransactionalIdNotFoundException e) {
            return false;
        }
    }

    private static Set<String> topics(List<AclRule> needed) {
        Set<String> topics = new TreeSet<>();
        for (AclRule rule : needed) {
            if (rule.type() != ResourceType.TOPIC) continue;
            if (rule.pattern() == PatternType.LITERAL) topics.add(rule.name());
            else Topics.all().forEach(topic -> topics.add(rule.name() + topic.name()));
        }
        return topics;
    }

    private Map<String, Set<AclOperation>> granted(Set<String> topics) {
        var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        Map<String, Set<AclOperation>> granted = new TreeMap<>();
        admin.describeTopics(topics, options)
                .topicNameValues()
                .forEach(
                        (topic, described) -> {
                            try {
                                Set<AclOperation> has =
                                        KafkaFutures.get(described).authorizedOperations();
                                // Absent if the service of a vendor does not report them.
                                if (has != null) granted.put(topic, has);
                            } catch (TopicAuthorizationException e) {
                                granted.put(topic, EnumSet.noneOf(AclOperation.class));
                            } catch (UnknownTopicOrPartitionException e) {
                                // It may see that the topic does not exist: another check's part.
                            }
                        });
        return granted;
    }
}
