package metatextgrad.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Creates the topics, and compares those there with {@link Topics}. Blocking; closes nothing it was
 * given.
 */
public final class TopicSetup {
    static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final Duration LEDGER_BEYOND_LOG = Duration.ofDays(10);

    private final Admin admin;
    private final Settings settings;

    public TopicSetup(Admin admin, Settings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /** Creates what is missing; leaves what is there alone. The names created. */
    public List<String> apply() {
        var there = get(admin.listTopics().names());
        List<NewTopic> missing =
                Topics.all().stream()
                        .filter(topic -> !there.contains(settings.name(topic)))
                        .map(
                                topic ->
                                        new NewTopic(
                                                        settings.name(topic),
                                                        Optional.of(settings.partitions()),
                                                        replication())
                                                .configs(configuration(topic)))
                        .toList();
        get(admin.createTopics(missing).all());
        return missing.stream().map(NewTopic::name).toList();
    }

    /** Everything that is not as it should be, a line each; empty if all is well. */
    public List<String> differences() {
        var there = get(admin.listTopics().names());
        List<String> lines = new ArrayList<>();
        List<Topic> present = new ArrayList<>();
        for (Topic topic : Topics.all()) {
            if (there.contains(settings.name(topic))) {
                present.add(topic);
            } else {
                lines.add(settings.name(topic) + ": missing; create it with: mtg topics apply");
            }
        }
        List<String> names = present.stream().map(settings::name).toList();
        Map<String, TopicDescription> described = get(admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> configs =
                get(admin.describeConfigs(names.stream().map(TopicSetup::resource).toList()).all());
        int partitions = partitions(present, described);
        for (Topic topic : present) {
            String name = settings.name(topic);
            int count = java.util.Objects.requireNonNull(described.get(name)).partitions().size();
            if (!topic.equals(Topics.TASKS) && count != partitions) {
                lines.add(
                        name
                                + ": "
                                + count
                                + " partitions, the topics it is joined with have "
                                + partitions);
            }
            Config config = java.util.Objects.requireNonNull(configs.get(resource(name)));
            configuration(topic)
                    .forEach(
                            (key, wanted) -> {
                                String value =
                                        config.get(key) == null
                                                ? ""
                                                : String.valueOf(config.get(key).value());
                                if (!value.equals(wanted))
                                    lines.add(
                                            name
                                                    + ": "
                                                    + key
                                                    + " is "
                                                    + value
                                                    + ", should be "
                                                    + wanted);
                            });
        }
        return lines;
    }

    /**
     * All topics that are joined have one count; which one was chosen is the log's first choice.
     */
    private int partitions(List<Topic> present, Map<String, TopicDescription> described) {
        return present.stream()
                .filter(topic -> !topic.equals(Topics.TASKS))
                .findFirst()
                .map(
                        topic ->
                                java.util.Objects.requireNonNull(
                                                described.get(settings.name(topic)))
                                        .partitions()
                                        .size())
                .orElse(settings.partitions());
    }

    private Optional<Short> replication() {
        return settings.replication() < 0 ? Optional.empty() : Optional.of(settings.replication());
    }

    private Map<String, String> configuration(Topic topic) {
        Map<String, String> config = new TreeMap<>();
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(MOST_BYTES));
        String day = String.valueOf(Duration.ofDays(1).toMillis());
        switch (topic.kept()) {
            case LOG -> {
                config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
                config.put(
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(settings.retention().toMillis()));
                config.put(TopicConfig.SEGMENT_MS_CONFIG, day);
            }
            case TABLE -> {
                config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
                config.put(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, day);
            }
            case LEDGER -> {
                config.put(TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete");
                long kept = settings.retention().plus(LEDGER_BEYOND_LOG).toMillis();
                config.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(kept));
                config.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2");
                config.put(
                        TopicConfig.SEGMENT_MS_CONFIG,
                        String.valueOf(Duration.ofHours(1).toMillis()));
            }
        }
        return config;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known
                    ? known
                    : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }
}
