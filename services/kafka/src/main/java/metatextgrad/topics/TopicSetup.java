package metatextgrad.topics;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import metatextgrad.config.Settings;
import metatextgrad.wire.KafkaFutures;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Creates the topics, and compares existing topics with {@link Topics}. Blocking. The caller closes
 * the clients it passes in.
 */
public final class TopicSetup {
    private final Admin admin;
    private final Settings settings;

    public TopicSetup(Admin admin, Settings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /**
     * Creates missing topics and leaves existing ones unchanged. Returns the names of the created
     * topics.
     */
    public List<String> apply() {
        var there = KafkaFutures.get(admin.listTopics().names());
        List<NewTopic> missing =
                Topics.all().stream()
                        .filter(topic -> !there.contains(topic.in(settings)))
                        .map(
                                topic ->
                                        new NewTopic(
                                                        topic.in(settings),
                                                        Optional.of(settings.partitions()),
                                                        replication())
                                                .configs(
                                                        TopicRules.of(
                                                                topic.kept(),
                                                                settings.retention())))
                        .toList();
        KafkaFutures.get(admin.createTopics(missing).all());
        return missing.stream().map(NewTopic::name).toList();
    }

    /** Returns all differences, one line each; empty if there are none. */
    public List<String> differences() {
        return TopicCheck.differences(settings, found());
    }

    /** Returns the differences for a service, one line each. */
    public List<String> differencesForService() {
        return TopicCheck.differencesForService(settings, found());
    }

    private Map<String, TopicCheck.Found> found() {
        var there = KafkaFutures.get(admin.listTopics().names());
        List<String> names =
                Stream.concat(
                                Topics.all().stream().map(topic -> topic.in(settings)),
                                Stream.of(TopicCheck.waiting(settings)))
                        .filter(there::contains)
                        .toList();
        Map<String, TopicDescription> described =
                KafkaFutures.get(admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> configs =
                KafkaFutures.get(
                        admin.describeConfigs(names.stream().map(TopicSetup::resource).toList())
                                .all());
        Map<String, TopicCheck.Found> found = new TreeMap<>();
        for (String name : names) {
            TopicDescription topic = requireNonNull(described.get(name));
            Map<String, String> config = new TreeMap<>();
            requireNonNull(configs.get(resource(name)))
                    .entries()
                    .forEach(entry -> config.put(entry.name(), String.valueOf(entry.value())));
            int replicas = topic.partitions().getFirst().replicas().size();
            found.put(name, new TopicCheck.Found(topic.partitions().size(), replicas, config));
        }
        return found;
    }

    private Optional<Short> replication() {
        return settings.replication() < 0 ? Optional.empty() : Optional.of(settings.replication());
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
