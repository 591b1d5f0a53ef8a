package metatextgrad.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import metatextgrad.decide.MemoryRows;
import metatextgrad.json.TaskFile;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TrafficCount;
import org.junit.jupiter.api.Test;

/** All tasks of a file that is sent as traffic may arrive within one millisecond. */
final class ImportedTrafficTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final IntakeDecider decider = new IntakeDecider();
    private final MemoryRows rows = new MemoryRows();

    @Test
    void shouldCountEachRepeatedQuestion() {
        String lines =
                """
                {"input": "a", "target": "1"}
                {"input": "a", "target": "1"}
                {"input": "a", "target": "1", "group": "ada"}
                {"input": "b"}
                {"input": "b"}
                {"input": "c", "target": "2", "id": "x"}
                {"input": "c", "target": "2", "id": "x"}
                """;
        for (TaskSubmitted task :
                TaskFile.traffic(lines, IntakeFixtures.PROJECT, "tasks", any -> null, false)
                        .tasks())
            rows.apply(decider.handle(rows, new TaskArrived(task.asTraffic(), NOON)));

        TrafficCount count = rows.get(new IntakeKeys(IntakeFixtures.PROJECT).traffic());
        assertThat(count.arrived()).isEqualTo(3);
        assertThat(count.leftOut()).isEqualTo(3);
    }
}
