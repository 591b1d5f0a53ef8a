package metatextgrad.services.mtg;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.streams.Settings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;

/** How partitions lie among workers. */
final class BenchGroup {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private BenchGroup() {}

    /** Waits until so many workers have all partitions, each as many as the others or one more. */
    static void await(Settings settings, int workers) {
        String group = settings.prefix() + LlmWorker.NAME;
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = Admin.create(settings.client())) {
            while (!even(admin, group, workers, settings.partitions())) {
                if (System.nanoTime() > end)
                    throw Exit.FAILURE.problem("%s workers did not share the partitions", workers);
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
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
