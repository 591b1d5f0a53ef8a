package metatextgrad.cli.ops;

import metatextgrad.cli.cluster.Cluster;
import metatextgrad.config.Settings;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.AccessRefusal;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RetriableException;

/** Why Kafka does not create or describe topics, in one line. Pure. */
final class TopicRefusal {
    private TopicRefusal() {}

    static EnvironmentProblem of(Settings settings, KafkaException failure) {
        return switch (failure) {
            case InvalidTopicException refused ->
                    problem(
                            refused,
                            "Kafka accepts no topics that begin with %s: %s. Choose another MTG_PREFIX",
                            settings.prefix());
            case InvalidReplicationFactorException refused ->
                    problem(
                            refused,
                            "Kafka accepts no topics with MTG_REPLICATION=%s: %s. Set it to the number of brokers at most",
                            settings.replication());
            case PolicyViolationException refused ->
                    problem(
                            refused,
                            "a policy of Kafka at %s refuses topics: %s. Change MTG_PARTITIONS, MTG_REPLICATION or MTG_RETENTION, or the policy",
                            settings.bootstrapServers());
            case RetriableException unreachable ->
                    Cluster.noBroker(settings.bootstrapServers(), unreachable);
            default ->
                    AccessRefusal.of(settings.bootstrapServers(), failure)
                            .map(line -> Exit.CONFIGURATION.problem(failure, line))
                            .orElseGet(
                                    () ->
                                            problem(
                                                    failure,
                                                    "Kafka at %s refuses the request: %s. Check it with mtg doctor",
                                                    settings.bootstrapServers()));
        };
    }

    private static EnvironmentProblem problem(
            KafkaException refused, String format, Object setting) {
        String why = String.valueOf(refused.getMessage()).replaceFirst("\\.+$", "");
        return Exit.CONFIGURATION.problem(refused, format, setting, why);
    }
}
