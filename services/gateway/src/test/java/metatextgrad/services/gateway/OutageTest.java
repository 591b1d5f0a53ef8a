package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing listens at the address of Kafka in any of these. */
final class OutageTest extends GatewayTest {
    private static final String CHAT = "/p/dyck/v1/chat/completions";
    private static final String BODY = "{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]%s}";

    @BeforeEach
    void prepare() throws Exception {
        upstream.answers(RecordingUpstream.completion("b"));
    }

    private double waiting() {
        return gateway.meters.get("mtg.gateway.samples.waiting").gauge().value();
    }

    /** A sample is taken after the client has its answer. */
    private void awaitWaiting(int records) {
        await().until(() -> waiting() == records);
    }

    @Test
    void shouldServeTheLastTableAndBeReady() throws Exception {
        gateway.table(table("v1", "One")).table(table("v2", "Two").replace(": 4", ": 3")).start();

        HttpResponse<String> answer = gateway.post(CHAT, BODY.formatted(""));

        assertThat(answer.headers().firstValue("x-mtg-prompt-version")).contains("v1");
        assertThat(gateway.gateway().report().ready()).isTrue();
        assertThat(gateway.gateway().report().json())
                .contains(
                        "serves 1 projects by the last tables: Kafka or the registry is unavailable");
    }

    @Test
    void shouldPassThroughWithADamagedFile() throws Exception {
        gateway.table(table("v1", "One"));
        try (var files = Files.newDirectoryStream(folder.resolve("data/gateway/tables"))) {
            for (Path file : files) Files.writeString(file, "{\"project\":");
        }
        gateway.start();

        HttpResponse<String> answer = gateway.post(CHAT, BODY.formatted(""));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-mtg-prompt-version")).contains("pass-through");
    }

    @Test
    void shouldKeepSamplesWhileKafkaIsAway() throws Exception {
        gateway.rules("dyck: {sample: 1}").table(table("v1", "One")).start();

        gateway.post(CHAT, BODY.formatted(""));
        awaitWaiting(2);
        gateway.post("/p/dyck@production/v1/chat/completions", BODY.formatted(""));
        awaitWaiting(3); // the task of a label has no drawn answer
        gateway.post(CHAT, BODY.formatted(",\"store\":false"));
        gateway.post(CHAT, BODY.formatted(",\"tools\":[{\"type\":\"function\"}]"));
        gateway.post(
                CHAT,
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:x\"}}]}]}");
        gateway.post(CHAT, BODY.formatted(",\"store\":true"));
        awaitWaiting(5);
    }

    @Test
    void shouldNotSampleUnlessTheRulesStateIt() throws Exception {
        gateway.rules("dyck: {model: m}").table(table("v1", "One")).start();

        gateway.post(CHAT, BODY.formatted(""));

        assertThat(waiting()).isZero();
    }

    @Test
    void shouldTellClientsToSendFeedbackAgain() throws Exception {
        gateway.start();

        HttpResponse<String> answer =
                gateway.send(
                        gateway.request("/api/v1/feedback")
                                .setHeader("Authorization", "Bearer " + GatewayUnderTest.KEY)
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"project\":\"dyck\",\"task\":\"t\",\"flag\":\"good\"}")));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("5");
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"detail\":\"Kafka cannot be reached: send the request again\",\"status\":503,\"title\":\"kafka unavailable\",\"type\":\"urn:mtg:problem:kafka-unavailable\"}");
    }
}
