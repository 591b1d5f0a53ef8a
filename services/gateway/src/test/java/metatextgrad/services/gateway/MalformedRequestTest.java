package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the HTTP server refuses before any route sees them. */
final class MalformedRequestTest extends GatewayTest {
    @BeforeEach
    void start() throws Exception {
        gateway.start();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/projects/%zz",
                "GET /%",
                "POST /v1/%u0000",
                "PUT /../secret",
                "GET api",
                "G@T /",
            })
    void shouldAnswerWithAProblem(String line) throws Exception {
        String answer = answer(line + " HTTP/1.1");

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"type\":\"urn:mtg:problem:malformed-request\"")
                .doesNotContainIgnoringCase("<html")
                .doesNotContain("secret");
    }

    @Test
    void shouldStateThatHeadersAreTooLarge() throws Exception {
        assertThat(answer("GET / HTTP/1.1\r\nX-Large: " + "x".repeat(70_000)))
                .startsWith("HTTP/1.1 431 ")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("urn:mtg:problem:headers-too-large");
    }

    @Test
    void shouldStateThatAPathIsTooLong() throws Exception {
        assertThat(answer("GET /" + "x".repeat(70_000) + " HTTP/1.1"))
                .startsWith("HTTP/1.1 414 ")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("urn:mtg:problem:path-too-long");
    }

    private String answer(String line) throws Exception {
        try (Socket client = new Socket("127.0.0.1", gateway.gateway().port())) {
            RecordingUpstream.write(
                    client, line + "\r\nHost: gateway\r\nConnection: close\r\n\r\n");
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
