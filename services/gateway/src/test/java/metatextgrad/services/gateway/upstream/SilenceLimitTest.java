package metatextgrad.services.gateway.upstream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SilenceLimitTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger ended = new AtomicInteger();
    private final SilenceLimit limit = new SilenceLimit(Duration.ofMinutes(10), nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        limit.look();
    }

    @Test
    void shouldEndOnlyWhatIsSilentForTheWholeTime() {
        SilenceLimit.Guard moving = limit.guard();
        moving.start(ended::incrementAndGet);
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofMinutes(9));
            moving.progress();
        }
        assertThat(moving.expired()).isFalse();

        pass(Duration.ofMinutes(10));
        pass(Duration.ofMinutes(10));

        assertThat(moving.expired()).isTrue();
        assertThat(ended).hasValue(1);
    }

    @Test
    void shouldNotCountWhileItWaitsForOthers() {
        SilenceLimit.Guard guard = limit.guard();
        guard.start(ended::incrementAndGet);
        guard.pause();
        pass(Duration.ofHours(1));
        guard.progress();
        pass(Duration.ofMinutes(9));
        guard.close();
        pass(Duration.ofHours(1));

        assertThat(ended).hasValue(0);
    }

    @Test
    void shouldCountEachPieceOfAnUploadAsProgress() throws Exception {
        SilenceLimit.Guard guard = limit.guard();
        guard.start(ended::incrementAndGet);
        ClientBody body = ClientBody.arriving(new SlowUpload(), -1);

        requireNonNull(body.entity(guard::progress, () -> {}))
                .writeTo(OutputStream.nullOutputStream());

        assertThat(guard.expired()).isFalse();
        assertThat(body.isRead()).isFalse();
    }

    /** Takes nine minutes for each of ten pieces. */
    private final class SlowUpload extends InputStream {
        private final InputStream pieces = new ByteArrayInputStream(new byte[10]);

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] to, int from, int most) throws IOException {
            pass(Duration.ofMinutes(9));
            return pieces.read(to, from, 1);
        }
    }
}
