package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import metatextgrad.services.gateway.traffic.TrafficRecord;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.Test;

/** Which projects are sampled. */
final class SamplingTest extends ApiUnderTest {
    private static final String CHAT = "/p/dyck/v1/chat/completions";
    private static final String BODY = "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

    /** Each of its answers would be a dead letter, and no task has its right answer yet. */
    @Test
    void shouldSampleAProjectOnlyIfItAdapts() throws Exception {
        gateway.rules("dyck: {sample: 1, model: m}");
        upstream.answers(RecordingUpstream.completion("] )"));
        startWithState();

        assertThat(gateway.post(CHAT, BODY.formatted("before")).statusCode()).isEqualTo(200);
        adapt();
        assertThat(gateway.post(CHAT, BODY.formatted("after")).statusCode()).isEqualTo(200);

        await().until(() -> kafka.records().size() == 2);
        assertThat(kafka.records())
                .extracting(TrafficRecord::topic)
                .containsExactly(Topics.TASKS, Topics.ANSWERS);
        assertThat(kafka.records().getFirst().json()).contains("\"input\":\"after\"");
    }
}
