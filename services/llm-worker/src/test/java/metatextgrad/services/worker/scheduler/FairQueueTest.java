package metatextgrad.services.worker.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import metatextgrad.model.ProjectId;
import org.junit.jupiter.api.Test;

final class FairQueueTest {
    private static final AssignedPartition PARTITION =
            new AssignedPartition(new PartitionAssignment(0, 1));

    @Test
    void shouldAlternateBetweenProjects() {
        FairQueue queue = new FairQueue();
        for (int i = 0; i < 100; i++) queue.add(delivery("large", i));
        queue.add(delivery("small", 100));
        queue.add(delivery("small", 101));
        queue.addFirst(delivery("small", 102));

        List<Long> order = new ArrayList<>();
        for (Delivery next = queue.poll(any -> true, any -> true);
                next != null;
                next = queue.poll(any -> true, any -> true)) order.add(next.offset());

        assertThat(order).startsWith(0L, 102L, 1L, 100L, 2L, 101L, 3L, 4L).hasSize(103);
    }

    @Test
    void shouldSkipAProjectWithoutAFreeSlotAndKeepItsPosition() {
        FairQueue queue = new FairQueue();
        queue.add(delivery("full", 1));
        queue.add(delivery("a", 2));
        queue.add(delivery("b", 3));

        Predicate<ProjectId> notFull = project -> !project.value().equals("full");

        assertThat(queue.poll(notFull, any -> true)).isEqualTo(delivery("a", 2));
        assertThat(queue.poll(any -> true, any -> true)).isEqualTo(delivery("full", 1));
        assertThat(queue.poll(notFull, any -> true)).isEqualTo(delivery("b", 3));
        assertThat(queue.poll(any -> true, any -> true)).isNull();
    }

    @Test
    void shouldSkipInadmissibleRequestsAndKeepTheirPosition() {
        FairQueue queue = new FairQueue();
        queue.add(delivery("a", 1));
        queue.add(delivery("a", 2));
        queue.add(delivery("b", 3));

        assertThat(queue.poll(any -> true, delivery -> delivery.offset() > 1))
                .isEqualTo(delivery("a", 2));
        assertThat(queue.poll(any -> true, delivery -> delivery.offset() < 3))
                .isEqualTo(delivery("a", 1));
        assertThat(queue.poll(any -> true, delivery -> delivery.offset() < 3)).isNull();
        assertThat(queue.poll(any -> true, any -> true)).isEqualTo(delivery("b", 3));
    }

    @Test
    void shouldRemoveMatchingRequests() {
        FairQueue queue = new FairQueue();
        queue.add(delivery("a", 1));
        queue.add(delivery("b", 2));

        queue.removeIf(delivery -> delivery.offset() == 1);

        assertThat(queue.poll(any -> true, any -> true)).isEqualTo(delivery("b", 2));
        assertThat(queue.poll(any -> true, any -> true)).isNull();
    }

    @Test
    void shouldCommitUpToTheFirstUnfinishedOffset() {
        OffsetPrefix offsets = new OffsetPrefix();
        for (long offset : new long[] {7, 8, 9, 12}) offsets.polled(offset);

        offsets.finished(8);
        assertThat(offsets.next()).isEqualTo(7);
        offsets.finished(7);
        assertThat(offsets.next()).isEqualTo(9);
        offsets.finished(12);
        assertThat(offsets.next()).isEqualTo(9);
        offsets.finished(9);
        assertThat(offsets.next()).isEqualTo(13);
        offsets.polled(20);
        assertThat(offsets.next()).isEqualTo(20);
    }

    @Test
    void shouldStateTheWaitOfTheOldestRequest() {
        FairQueue queue = new FairQueue();
        assertThat(queue.oldest(50)).isEqualTo(Duration.ZERO);
        queue.add(delivery("a", 30));
        queue.addFirst(delivery("a", 20));
        queue.add(delivery("b", 10));
        assertThat(queue.oldest(50)).isEqualTo(Duration.ofNanos(40));
    }

    /** A request polled at the time of its offset. */
    private static Delivery delivery(String project, long offset) {
        return new Delivery(
                PARTITION,
                offset,
                SampleRequests.request(project, "q" + offset, "p"),
                false,
                offset);
    }
}
