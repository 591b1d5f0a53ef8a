package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import metatextgrad.services.gateway.upstream.ClientBody;
import metatextgrad.services.gateway.upstream.HttpCalls;
import metatextgrad.services.gateway.upstream.UpstreamResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one failed call leaves to the next. */
final class HttpCallsTest {
    private final RecordingUpstream upstream;
    private final HttpCalls calls = new HttpCalls(HttpCalls.SILENCE);

    HttpCallsTest() throws IOException {
        upstream = new RecordingUpstream();
    }

    @AfterEach
    void close() throws IOException {
        calls.close();
        upstream.close();
    }

    @Test
    void shouldSendOtherRequestsAfterAnError() throws Exception {
        assertThatThrownBy(() -> send("POST", ClientBody.arriving(new Failing(), -1)))
                .isInstanceOf(StackOverflowError.class);
        assertThat(upstream.cancelled().await(20, TimeUnit.SECONDS)).isTrue();

        try (UpstreamResponse next = send("GET", ClientBody.of(new byte[0]))) {
            assertThat(next.status()).isEqualTo(200);
        }
        assertThat(upstream.received()).hasSize(1);
    }

    private UpstreamResponse send(String method, ClientBody body) throws Exception {
        return calls.send(method, URI.create(upstream.url() + "/models"), List.of(), body);
    }

    /** Has a piece, and then an error of the JVM. */
    private static final class Failing extends InputStream {
        private boolean begun;

        @Override
        public int read() {
            return begun ? fail() : 'a';
        }

        @Override
        public int read(byte[] to, int from, int most) {
            if (begun) return fail();
            begun = true;
            return most;
        }

        private static int fail() {
            throw new StackOverflowError();
        }
    }
}
