package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import metatextgrad.model.event.RunState;
import org.junit.jupiter.api.Test;

final class RateLimitTest extends ApiUnderTest {
    private int runs;

    private void limit(String scopes) throws Exception {
        gateway.rules("{}");
        String rules = Files.readString(gateway.file());
        Files.writeString(
                gateway.file(),
                rules.replaceFirst(
                        "scopes: \\[serve, feed, read]",
                        "scopes: [%s]\n    rate: 0.001\n    burst: 2".formatted(scopes)));
    }

    @Test
    void shouldStateWhenAKeyMayReadAgain() throws Exception {
        limit("read");
        startWithState();
        get("/runs");
        get("/runs");

        HttpResponse<String> third = get("/runs");

        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("retry-after").map(Integer::parseInt).orElse(0))
                .isBetween(990, 1000);
        assertThat(third.body())
                .contains(
                        "urn:mtg:problem:rate-limited",
                        "`shop` sends more than 0.001 requests a second");
        assertThat(send(request("/runs", GatewayUnderTest.OPERATOR).GET()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldLimitTheOpenStreamsOfAKey() throws Exception {
        gateway.streams(1);
        startWithState();
        try (SseClient first = follow("/events")) {
            assertThat(first.next()).isPresent();

            HttpResponse<String> second =
                    send(
                            request("/prompts/dyck", GatewayUnderTest.KEY)
                                    .header("Accept", "text/event-stream")
                                    .GET());

            assertThat(second.statusCode()).isEqualTo(429);
            assertThat(second.headers().firstValue("retry-after")).contains("20");
            assertThat(second.body()).contains("urn:mtg:problem:too-many-streams", "`shop`");
            assertThat(get("/runs").statusCode()).isEqualTo(200);
            try (SseClient other =
                    new SseClient(
                            gateway.client()
                                    .send(
                                            request("/events", GatewayUnderTest.OPERATOR)
                                                    .GET()
                                                    .build(),
                                            HttpResponse.BodyHandlers.ofInputStream()))) {
                assertThat(other.response().statusCode()).isEqualTo(200);
            }
        }
        // A client that has gone is noticed with the next change.
        await().until(
                        () -> {
                            SampleState.add(
                                    gateway.gateway().views(),
                                    SampleState.run("x" + runs++, RunState.Status.RUNNING),
                                    SampleState.NOON,
                                    "runs");
                            try (SseClient again = follow("/events")) {
                                return again.response().statusCode() == 200;
                            }
                        });
    }

    @Test
    void shouldLimitCallsOfModelsInTheFormOfOpenAi() throws Exception {
        limit("serve");
        gateway.start();
        var models =
                gateway.request("/v1/models")
                        .setHeader("Authorization", "Bearer " + GatewayUnderTest.KEY)
                        .GET();
        gateway.send(models);
        gateway.send(models);

        HttpResponse<String> third = gateway.send(models);

        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("retry-after")).isPresent();
        assertThat(third.body()).contains("\"code\":\"rate_limit_exceeded\"");
        assertThat(upstream.received()).hasSize(2);
    }
}
