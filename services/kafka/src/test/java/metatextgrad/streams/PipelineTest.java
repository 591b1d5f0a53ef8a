package metatextgrad.streams;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.ops.LoopMeters;
import metatextgrad.rollout.RolloutDecider;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.RowSerde;
import org.junit.jupiter.api.Test;

final class PipelineTest {
    private static final List<Topic> READ =
            List.of(
                    Topics.CHALLENGERS,
                    Topics.LIVE_SCORES,
                    Topics.ROLLOUT_COMMANDS,
                    Topics.PROMPTS);
    private static final ServiceContext WIRING =
            new ServiceContext(
                    "mtg.",
                    EventSerde.local(),
                    new RowSerde(),
                    new LoopMeters(new SimpleMeterRegistry()),
                    Duration.ofMinutes(1));

    @Test
    void shouldRefuseATopicWhoseEventsTheDeciderDoesNotRead() {
        List<Topic> more = new ArrayList<>(READ);
        more.add(Topics.SCORES);
        assertThatThrownBy(() -> rollout(more)).hasMessage("no input for ScoreAggregated");
    }

    @Test
    void shouldRefuseADeciderThatReadsEventsOfNoTopic() {
        List<Topic> fewer = READ.subList(1, READ.size());
        assertThatThrownBy(() -> rollout(fewer)).hasMessage("no topic brings ChallengerOffered");
    }

    private static void rollout(List<Topic> topics) {
        Pipeline.of(WIRING).ingest(topics).decide("advance", "rollout-rows", RolloutDecider::new);
    }
}
