package metatextgrad.cli.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.config.Settings;
import metatextgrad.streams.Service;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Resets a stopped service: it reads everything again, without its state. */
public record ServiceReset(
        Admin admin, Settings settings, String group, Collection<TopicPartition> read) {
    public static ServiceReset of(Admin admin, Settings settings, Service service)
            throws Exception {
        List<String> names = service.inputs().stream().map(topic -> topic.in(settings)).toList();
        List<TopicPartition> all =
                admin.describeTopics(names).allTopicNames().get().values().stream()
                        .flatMap(
                                topic ->
                                        topic.partitions().stream()
                                                .map(
                                                        one ->
                                                                new TopicPartition(
                                                                        topic.name(),
                                                                        one.partition())))
                        .toList();
        return new ServiceReset(admin, settings, settings.prefix() + service.name(), all);
    }

    public void beginAgain() throws Exception {
        if (hasMembers()) removeMembers();
        admin.alterConsumerGroupOffsets(
                        group,
                        read.stream()
                                .collect(
                                        Collectors.toMap(
                                                one -> one, one -> new OffsetAndMetadata(0))))
                .all()
                .get();
        admin.deleteTopics(
                        admin.listTopics().names().get().stream()
                                .filter(name -> name.startsWith(group + "-"))
                                .filter(name -> name.endsWith("-changelog"))
                                .toList())
                .all()
                .get();
        delete(settings.dataFolder().resolve("streams").resolve(group));
    }

    private void removeMembers() throws Exception {
        try {
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            // The session may have just timed out; then there is no member to remove.
            if (hasMembers()) throw e;
        }
    }

    /** A static member stays in the group for a while after it is gone. */
    private boolean hasMembers() throws Exception {
        return !admin.describeConsumerGroups(List.of(group))
                .all()
                .get()
                .get(group)
                .members()
                .isEmpty();
    }

    public static boolean haveReadAll(Admin admin, Settings settings, List<Service> services)
            throws Exception {
        for (Service service : services)
            if (!of(admin, settings, service).hasReadAll()) return false;
        return true;
    }

    /** The last record of a partition may be a transaction marker, which no consumer reads. */
    private boolean hasReadAll() throws Exception {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        read.forEach(one -> latest.put(one, OffsetSpec.latest()));
        var ends = admin.listOffsets(latest).all().get();
        var at = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        return read.stream()
                .allMatch(
                        one -> {
                            OffsetAndMetadata known = at.get(one);
                            long end = ends.get(one).offset();
                            return end == 0 || (known != null && end - known.offset() <= 1);
                        });
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
