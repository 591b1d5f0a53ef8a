package metatextgrad.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.config.Settings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("FAULT 36: topics that are not as the services need them")
final class TopicCheckTest {
    private static final String SET =
            "; set it with: kafka-configs.sh --bootstrap-server b:1 --alter --entity-type topics --entity-name ";

    @Test
    void shouldReportNoDifferencesOfNewTopics() {
        assertThat(TopicCheck.differences(settings(4, -1), made(4, 3))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mtg.llm-ledger | cleanup.policy | delete | compact,delete | [compact,delete]",
                "mtg.llm-ledger | retention.ms | 2592000000 | 3456000000 | 3456000000",
                "mtg.llm-ledger | retention.bytes | 1073741824 | -1 | -1",
                "mtg.gradients | retention.bytes | 1073741824 | -1 | -1",
                "mtg.runs | cleanup.policy | delete | compact | compact",
                "mtg.runs | min.compaction.lag.ms | 0 | 86400000 | 86400000",
                "mtg.gradients | retention.ms | 604800000 | 2592000000 | 2592000000",
                "mtg.gradients | max.message.bytes | 1048588 | 2097152 | 2097152",
                "mtg.tasks | cleanup.policy | compact | delete | delete",
                "mtg.tasks | min.insync.replicas | 1 | 2 | 2",
                "mtg.tasks | min.insync.replicas | 4 | 2 | 2",
            })
    void shouldReportTheCommandForEachSetting(
            String name, String key, String value, String wanted, String typed) {
        Map<String, TopicCheck.Found> there = made(4, 3);
        there.computeIfPresent(name, (any, found) -> with(found, key, value));

        assertThat(TopicCheck.differences(settings(4, -1), there))
                .containsExactly(
                        "%s: %s is %s, should be %s%s%s --add-config %s=%s"
                                .formatted(name, key, value, wanted, SET, name, key, typed));
    }

    /** Applications own the topic of tasks, and may add partitions to it. */
    @Test
    void shouldReportAStoreWithFewerPartitionsThanItsInputs() {
        Map<String, TopicCheck.Found> there = made(4, 3);
        String waiting = "mtg.intake-waiting-tasks-changelog";
        there.put(waiting, new TopicCheck.Found(4, 3, Map.of()));
        assertThat(TopicCheck.differences(settings(4, -1), there)).isEmpty();

        there.computeIfPresent(
                "mtg.tasks", (any, found) -> new TopicCheck.Found(9, 3, found.config()));
        assertThat(TopicCheck.differences(settings(4, -1), there))
                .containsExactly(
                        waiting
                                + ": 4 partitions, its inputs have up to 9; stop intake, delete this topic and start intake: tasks of undefined projects that wait there are lost");
        assertThat(TopicCheck.differencesForService(settings(4, -1), there)).isEmpty();
    }

    @Test
    void shouldReportAllDifferencesAtOnce() {
        Map<String, TopicCheck.Found> there = made(4, 1);
        there.remove("mtg.projects");
        there.computeIfPresent(
                "mtg.snapshots", (any, found) -> new TopicCheck.Found(5, 1, found.config()));
        there.computeIfPresent(
                "mtg.tasks", (any, found) -> new TopicCheck.Found(9, 1, found.config()));
        there.computeIfPresent(
                "mtg.scores", (any, found) -> new TopicCheck.Found(4, 2, found.config()));

        assertThat(TopicCheck.differences(settings(12, 1), there))
                .containsExactly(
                        "mtg.projects: missing; create it with: mtg topics apply",
                        "mtg.snapshots: 5 partitions, the topics it is joined with have 4; the number of partitions cannot be changed: use a new MTG_PREFIX, or delete the topic and its records and run mtg topics apply",
                        "mtg.scores: 2 replicas, MTG_REPLICATION is 1; move it with kafka-reassign-partitions.sh, or set MTG_REPLICATION=2");
    }

    @Test
    void shouldUseTheConfiguredCountIfATopicHasItAndElseReportItToAService() {
        Map<String, TopicCheck.Found> there = made(4, 1);
        there.computeIfPresent(
                "mtg.snapshots", (any, found) -> new TopicCheck.Found(5, 1, found.config()));
        String odd = "mtg.snapshots: 5 partitions, the topics it is joined with have 4; ";

        assertThat(TopicCheck.differences(settings(5, -1), there))
                .noneMatch(line -> line.startsWith("mtg.snapshots: "))
                .contains(
                        "mtg.runs: 4 partitions, the topics it is joined with have 5; the number of partitions cannot be changed: use a new MTG_PREFIX, or delete the topic and its records and run mtg topics apply");
        assertThat(TopicCheck.differencesForService(settings(6, -1), there))
                .hasSize(2)
                .anyMatch(line -> line.startsWith(odd))
                .contains(
                        "MTG_PARTITIONS is 6, and the topics have 4 partitions; set MTG_PARTITIONS=4");
        assertThat(TopicCheck.differencesForService(settings(4, -1), made(4, 1))).isEmpty();
    }

    private static Map<String, TopicCheck.Found> made(int partitions, int replicas) {
        Map<String, TopicCheck.Found> there = new TreeMap<>();
        for (Topic topic : Topics.all()) {
            Map<String, String> config = TopicRules.of(topic.kept(), Duration.ofDays(30));
            config.put("min.insync.replicas", "" + Math.min(2, replicas));
            there.put("mtg." + topic.name(), new TopicCheck.Found(partitions, replicas, config));
        }
        return there;
    }

    private static TopicCheck.Found with(TopicCheck.Found found, String key, String value) {
        Map<String, String> config = new TreeMap<>(found.config());
        config.put(key, value);
        return new TopicCheck.Found(found.partitions(), found.replicas(), config);
    }

    private static Settings settings(int partitions, int replication) {
        return new Settings(
                "b:1",
                "http://r",
                "mtg.",
                "any",
                Path.of("data"),
                0,
                partitions,
                (short) replication,
                Duration.ofDays(30),
                Duration.ofMinutes(30),
                Map.of());
    }
}
