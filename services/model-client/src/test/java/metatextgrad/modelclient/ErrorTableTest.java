package metatextgrad.modelclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import metatextgrad.llm.Reply;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;
import org.junit.jupiter.api.Test;

final class ErrorTableTest {
    private final ErrorTable errors = new ErrorTable(() -> Instant.EPOCH);

    /** RFC 9113 §8.7: the server promises that it has not looked at these. */
    @Test
    void shouldNotCountARefusedStreamAsACall() {
        Reply again = new Reply.TryAgain("the server closed the connection first", null, false);

        assertThat(errors.reply(new StreamResetException(ErrorCode.REFUSED_STREAM)))
                .isEqualTo(again);
        assertThat(errors.reply(new IOException(new ConnectionShutdownException())))
                .isEqualTo(again);
        assertThat(errors.reply(new StreamResetException(ErrorCode.INTERNAL_ERROR)))
                .isEqualTo(
                        new Reply.TryAgain(
                                "connection broke: StreamResetException stream was reset: INTERNAL_ERROR",
                                null,
                                true));
    }
}
