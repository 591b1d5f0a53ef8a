package metatextgrad.cli.cluster;

import java.util.List;
import java.util.concurrent.ExecutionException;
import metatextgrad.config.Settings;
import metatextgrad.model.Causes;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A topic that a command needs and that does not exist. */
final class MissingTopic {
    private MissingTopic() {}

    static EnvironmentProblem problem(String topic) {
        return Exit.CONFIGURATION.problem(
                "topic %s does not exist: run mtg topics apply, or correct MTG_PREFIX", topic);
    }

    /**
     * Whether the broker reports that a topic is missing. A producer cannot distinguish that from a
     * broker that does not answer: both are a timeout.
     */
    static boolean is(Settings settings, String topic) {
        try (Admin admin = Cluster.admin(settings)) {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
            return false;
        } catch (ExecutionException | KafkaException e) {
            return Causes.find(e, UnknownTopicOrPartitionException.class) != null;
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }
}
