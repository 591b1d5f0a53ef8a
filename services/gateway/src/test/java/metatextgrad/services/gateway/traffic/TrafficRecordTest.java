package metatextgrad.services.gateway.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import metatextgrad.json.AnswerJson;
import metatextgrad.json.TaskJson;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.services.gateway.traffic.ServedAnswer.DrawnVersion;
import metatextgrad.topics.Topics;
import metatextgrad.trace.TraceContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TrafficRecordTest {
    private static final DrawnVersion DRAWN =
            new DrawnVersion(new VersionId("v1"), new Serial(4), 0.25);

    private static final TraceContext TRACE =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "");

    private static ServedAnswer served(String input, @Nullable DrawnVersion by) {
        return new ServedAnswer(
                new ProjectId("dyck"),
                "t1",
                "user-7",
                input,
                "] )",
                by,
                Instant.parse("2026-11-29T00:00:00Z"));
    }

    @Test
    void shouldWriteWhatIntakeReads() {
        List<TrafficRecord> records = TrafficRecord.of(served("( [", DRAWN), TRACE);

        assertThat(records)
                .extracting(TrafficRecord::topic)
                .containsExactly(Topics.TASKS, Topics.ANSWERS);
        assertThat(records).extracting(TrafficRecord::trace).containsExactly(TRACE, TRACE);
        assertThat(records.getFirst().json())
                .isEqualTo(
                        "{\"group\":\"user-7\",\"id\":\"t1\",\"input\":\"( [\",\"project\":\"dyck\"}");
        assertThat(TaskJson.read(records.getFirst().json(), null, null).group())
                .isEqualTo("user-7");
        assertThat(records.getLast().json())
                .isEqualTo(
                        "{\"group\":\"user-7\",\"output\":\"] )\",\"probability\":0.25,\"project\":\"dyck\",\"serial\":4,\"served\":\"2026-11-29T00:00:00Z\",\"task\":\"t1\",\"version\":\"v1\"}");
        assertThat(AnswerJson.read(records.getLast().json()).version()).isEqualTo(DRAWN.version());
    }

    /** The task alone would be one without an answer forever. */
    @Test
    void shouldWriteNeitherIfTheAnswerIsTooLarge() {
        ServedAnswer served =
                new ServedAnswer(
                        new ProjectId("dyck"),
                        "t1",
                        null,
                        "( [",
                        "x".repeat(TaskSubmitted.MAX_BYTES + 1),
                        DRAWN,
                        Instant.parse("2026-11-29T00:00:00Z"));

        assertThatThrownBy(() -> TrafficRecord.of(served, TRACE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("output");
    }

    @Test
    void shouldWriteNoAnswerOfAVersionThatChanceDidNotDraw() {
        assertThat(TrafficRecord.of(served("( [", null), TRACE))
                .extracting(TrafficRecord::topic)
                .containsExactly(Topics.TASKS);
    }

    @Test
    void shouldRefuseWhatIntakeWouldNotTake() {
        assertThatThrownBy(
                        () ->
                                TrafficRecord.of(
                                        served("x".repeat(TaskSubmitted.MAX_BYTES + 1), DRAWN),
                                        TRACE))
                .hasMessageContaining("input has");
    }
}
