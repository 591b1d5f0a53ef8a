package metatextgrad.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a token of a stream counts as received. */
final class HttpInputTest {
    /** Jetty sends the line end of a chunk with the next one. */
    @Test
    void shouldReturnAChunkBeforeItsLineEnd() throws Exception {
        Deque<String> sent =
                new ArrayDeque<>(List.of("5\r\nfirst", "\r\n6\r\nsecond", "\r\n0\r\n\r\n"));
        HttpInput input = new HttpInput(pieces(sent));

        assertThat(input.chunk()).isEqualTo("first");
        assertThat(sent).hasSize(2);
        assertThat(input.chunk()).isEqualTo("second");
        assertThat(sent).hasSize(1);
        assertThat(input.chunk()).isEmpty();
        assertThat(sent).isEmpty();
    }

    /** A stream that gives one piece a read. */
    private static InputStream pieces(Deque<String> sent) {
        return new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int at, int most) {
                byte[] piece = sent.pop().getBytes(US_ASCII);
                System.arraycopy(piece, 0, into, at, piece.length);
                return piece.length;
            }
        };
    }
}
