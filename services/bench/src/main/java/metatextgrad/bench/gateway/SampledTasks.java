package metatextgrad.bench.gateway;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import java.util.List;
import metatextgrad.cli.cluster.AdminRequest;
import metatextgrad.config.Settings;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Counts the requests that became tasks. */
final class SampledTasks {
    private SampledTasks() {}

    static long count(Settings settings) {
        String topic = Topics.TASKS.in(settings);
        try (Admin admin = Admin.create(settings.client())) {
            TopicDescription tasks =
                    requireNonNull(
                            AdminRequest.of(
                                            () ->
                                                    admin.describeTopics(List.of(topic))
                                                            .allTopicNames()
                                                            .get())
                                    .get(topic));
            var latest =
                    tasks.partitions().stream()
                            .collect(
                                    toMap(
                                            one -> new TopicPartition(topic, one.partition()),
                                            one -> OffsetSpec.latest()));
            return AdminRequest.of(() -> admin.listOffsets(latest).all().get()).values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }
}
