package metatextgrad.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import metatextgrad.config.Settings;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * Compares the topics of a cluster with {@link Topics}. Each line describes one difference, with
 * the command that fixes it (RELIABILITY §9 rule 3). Pure.
 */
final class TopicCheck {
    private static final int SAFE_REPLICAS = 3;
    private static final int SAFE_INSYNC = 2;

    private final Settings settings;
    private final List<String> lines = new ArrayList<>();

    private TopicCheck(Settings settings) {
        this.settings = settings;
    }

    /**
     * A topic as it exists.
     *
     * @param config all its settings, including the broker's defaults
     */
    record Found(int partitions, int replicas, Map<String, String> config) {
        Found {
            config = Map.copyOf(config);
        }
    }

    /**
     * Returns all differences; empty if there are none.
     *
     * @param there the existing topics by full name
     */
    static List<String> differences(Settings settings, Map<String, Found> there) {
        TopicCheck check = new TopicCheck(settings);
        int partitions = partitions(settings, there);
        for (Topic topic : Topics.all())
            check.compare(topic, partitions, there.get(topic.in(settings)));
        check.compareWaiting(there);
        return List.copyOf(check.lines);
    }

    /**
     * Returns the differences for a service. A service divides its limits by the configured number
     * of partitions, so a wrong number is a difference too (RELIABILITY §3.3).
     */
    static List<String> differencesForService(Settings settings, Map<String, Found> there) {
        List<String> lines = new ArrayList<>(differences(settings, there));
        // It concerns intake alone, which Kafka Streams then stops.
        lines.removeIf(line -> line.startsWith(waiting(settings)));
        int partitions = partitions(settings, there);
        if (partitions != settings.partitions())
            lines.add(
                    "MTG_PARTITIONS is %d, and the topics have %d partitions; set MTG_PARTITIONS=%d"
                            .formatted(settings.partitions(), partitions, partitions));
        return lines;
    }

    /**
     * Returns the one partition count that all joined topics must have. It is the configured count
     * if any topic has it, else the most frequent one.
     */
    private static int partitions(Settings settings, Map<String, Found> there) {
        Map<Integer, Integer> topics = new TreeMap<>();
        for (Topic topic : Topics.all()) {
            Found found = there.get(topic.in(settings));
            if (found != null && joined(topic)) topics.merge(found.partitions(), 1, Integer::sum);
        }
        if (topics.isEmpty() || topics.containsKey(settings.partitions()))
            return settings.partitions();
        return topics.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    private void compare(Topic topic, int partitions, @Nullable Found found) {
        String name = topic.in(settings);
        if (found == null) {
            lines.add(name + ": missing; create it with: mtg topics apply");
            return;
        }
        if (joined(topic) && found.partitions() != partitions)
            lines.add(
                    "%s: %d partitions, the topics it is joined with have %d; the number of partitions cannot be changed: use a new MTG_PREFIX, or delete the topic and its records and run mtg topics apply"
                            .formatted(name, found.partitions(), partitions));
        TopicRules.of(topic.kept(), settings.retention())
                .forEach(
                        (key, wanted) -> {
                            String value = found.config().getOrDefault(key, "");
                            if (!value.equals(wanted)) wrong(name, key, value, wanted);
                        });
        replicas(name, found);
    }

    /** Returns the topic of the store in which intake keeps tasks of undefined projects. */
    static String waiting(Settings settings) {
        return settings.prefix() + "intake-waiting-tasks-changelog";
    }

    /** Kafka Streams refuses a store with another number of partitions than its inputs. */
    private void compareWaiting(Map<String, Found> there) {
        String name = waiting(settings);
        Found waiting = there.get(name);
        int inputs =
                Stream.of(Topics.TASKS, Topics.ANSWERS, Topics.FEEDBACK)
                        .flatMap(topic -> Stream.ofNullable(there.get(topic.in(settings))))
                        .mapToInt(Found::partitions)
                        .max()
                        .orElse(0);
        if (waiting != null && inputs > 0 && waiting.partitions() != inputs)
            lines.add(
                    "%s: %d partitions, its inputs have up to %d; stop intake, delete this topic and start intake: tasks of undefined projects that wait there are lost"
                            .formatted(name, waiting.partitions(), inputs));
    }

    /**
     * Returns whether its partitions must match. Applications own {@link Topics#TASKS}, and intake
     * moves its records.
     */
    private static boolean joined(Topic topic) {
        return !topic.equals(Topics.TASKS);
    }

    private void replicas(String name, Found found) {
        if (settings.replication() > 0 && found.replicas() != settings.replication())
            lines.add(
                    "%s: %d replicas, MTG_REPLICATION is %d; move it with kafka-reassign-partitions.sh, or set MTG_REPLICATION=%d"
                            .formatted(
                                    name,
                                    found.replicas(),
                                    settings.replication(),
                                    found.replicas()));
        String key = TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
        int insync = Integer.parseInt(found.config().getOrDefault(key, "1"));
        // With more than the existing replicas, no writes succeed. With one of three replicas, one
        // lost broker loses acknowledged records.
        if (insync > found.replicas())
            wrong(name, key, "" + insync, "" + Math.min(SAFE_INSYNC, found.replicas()));
        else if (found.replicas() >= SAFE_REPLICAS && insync < SAFE_INSYNC)
            wrong(name, key, "" + insync, "" + SAFE_INSYNC);
    }

    private void wrong(String name, String key, String value, String wanted) {
        // The tool reads a comma as the start of the next setting.
        String typed = wanted.contains(",") ? "[" + wanted + "]" : wanted;
        lines.add(
                "%s: %s is %s, should be %s; set it with: kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s=%s"
                        .formatted(
                                name,
                                key,
                                value,
                                wanted,
                                settings.bootstrapServers(),
                                name,
                                key,
                                typed));
    }
}
