package metatextgrad.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import metatextgrad.bench.process.ConditionWait;
import metatextgrad.config.Settings;
import metatextgrad.process.Exit;
import metatextgrad.services.worker.LlmWorker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;

/** The assignment of partitions to workers. */
final class PartitionAssignments {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private PartitionAssignments() {}

    /** Waits until this many workers have all partitions, in shares that differ by at most one. */
    static void await(Settings settings, int workers) {
        String group = settings.prefix() + LlmWorker.NAME;
        try (Admin admin = Admin.create(settings.client())) {
            ConditionWait.until(
                    TIMEOUT,
                    () -> even(admin, group, workers, settings.partitions()),
                    workers + " workers did not share the partitions");
        }
    }

    private static boolean even(Admin admin, String group, int workers, int partitions) {
        try {
            ConsumerGroupDescription all =
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group);
            if (all == null) return false;
            Collection<MemberDescription> members = all.members();
            List<Integer> shares =
                    members.stream().map(m -> m.assignment().topicPartitions().size()).toList();
            return members.size() == workers
                    && shares.stream().mapToInt(i -> i).sum() == partitions
                    && shares.stream().allMatch(share -> share >= partitions / workers);
        } catch (ExecutionException e) {
            return false; // not there yet
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }
}
