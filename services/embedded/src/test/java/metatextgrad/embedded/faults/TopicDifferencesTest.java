package metatextgrad.embedded.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.testing.LoopOwner;
import metatextgrad.cli.testing.Waits;
import metatextgrad.config.Settings;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.TopicSetup;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No service starts on topics that differ from those it needs. */
@Tag("broker")
final class TopicDifferencesTest {
    @Test
    @DisplayName(
            "FAULT 28, 36: an old transaction.version and wrong topics are reported at once, with 78")
    void shouldRefuseTopicsThatDifferAndReportTheWholeDifference(@TempDir Path temp)
            throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Settings settings =
                    LoopOwner.settings(kafka.bootstrapServers(), temp.resolve("in"), Map.of());
            new TopicSetup(admin, settings).apply();
            assertThatCode(() -> Cluster.requireCompatible(settings)).doesNotThrowAnyException();

            admin.updateFeatures(
                            Map.of(
                                    "transaction.version",
                                    new FeatureUpdate(
                                            (short) 1, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE)),
                            new UpdateFeaturesOptions())
                    .all()
                    .get();
            admin.deleteTopics(List.of("mtg.runs")).all().get();
            admin.createPartitions(Map.of("mtg.gradients", NewPartitions.increaseTo(4)))
                    .all()
                    .get();
            set(admin, "mtg.llm-requests", "retention.ms", "1000");
            set(admin, "mtg.llm-ledger", "cleanup.policy", "delete");

            Waits.await()
                    .untilAsserted(
                            () ->
                                    assertThat(refused(settings))
                                            .containsExactly(
                                                    "transaction.version is 1, and at least 2 is needed; set it with: kafka-features.sh --bootstrap-server "
                                                            + settings.bootstrapServers()
                                                            + " upgrade --feature transaction.version=2",
                                                    "mtg.gradients: 4 partitions, the topics it is joined with have 3; the number of partitions cannot be changed: use a new MTG_PREFIX, or delete the topic and its records and run mtg topics apply",
                                                    "mtg.runs: missing; create it with: mtg topics apply",
                                                    wrong(
                                                            settings,
                                                            "llm-requests",
                                                            "retention.ms",
                                                            "1000",
                                                            "2592000000",
                                                            "2592000000"),
                                                    wrong(
                                                            settings,
                                                            "llm-ledger",
                                                            "cleanup.policy",
                                                            "delete",
                                                            "compact,delete",
                                                            "[compact,delete]")));
        }
    }

    /** Empty until the broker has handled a change. */
    private static List<String> refused(Settings settings) {
        try {
            Cluster.requireCompatible(settings);
            return List.of();
        } catch (EnvironmentProblem problem) {
            assertThat(problem.exit()).isEqualTo(Exit.CONFIGURATION);
            return String.valueOf(problem.getMessage()).lines().toList();
        }
    }

    private static String wrong(
            Settings settings, String topic, String key, String is, String wanted, String typed) {
        return "mtg.%s: %s is %s, should be %s; set it with: kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name mtg.%s --add-config %s=%s"
                .formatted(topic, key, is, wanted, settings.bootstrapServers(), topic, key, typed);
    }

    private static void set(Admin admin, String topic, String name, String value) throws Exception {
        Map<ConfigResource, Collection<AlterConfigOp>> change =
                Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(
                                new AlterConfigOp(
                                        new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
        admin.incrementalAlterConfigs(change).all().get();
    }
}
