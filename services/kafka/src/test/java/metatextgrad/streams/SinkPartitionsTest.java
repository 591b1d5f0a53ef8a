package metatextgrad.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import metatextgrad.model.Cost;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.live.ChallengerStateMachine.Cause;
import metatextgrad.model.live.GateContest;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

/** Events of one order are in one partition, also if each has a key of its own. */
final class SinkPartitionsTest {
    private static final int COUNT = 12;

    private final SinkPartitions partitions = new SinkPartitions();

    @Test
    void shouldPutAllContestsOfAProjectWhereItsOtherEventsAre() {
        int ofProject = BuiltInPartitioner.partitionForKey("dyck".getBytes(UTF_8), COUNT);
        for (int number = 1; number <= 20; number++) {
            GateContest contest = contest(number);
            assertThat(partitions.partitions("contests", contest.key(), contest, COUNT))
                    .contains(Set.of(ofProject));
        }
    }

    @Test
    void shouldLeaveOtherEventsToTheirKey() {
        BudgetLimits limits = BudgetLimits.none("dyck");
        assertThat(partitions.partitions("budgets", limits.key(), limits, COUNT)).isEmpty();
    }

    private static GateContest contest(int number) {
        VersionId version = new VersionId("v");
        return new GateContest(
                new ProjectId("dyck"),
                number,
                version,
                version,
                .05,
                1,
                List.of(),
                1,
                Cost.NONE,
                Cost.NONE,
                Cause.ROUND_UNDECIDED,
                number,
                0,
                Instant.EPOCH,
                "",
                new Serial(1));
    }
}
