package metatextgrad.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import metatextgrad.model.KeptHeaders.Header;
import metatextgrad.model.event.DeadLetter;
import org.junit.jupiter.api.Test;

final class KeptHeadersTest {
    @Test
    void shouldKeepTheFirstUpToTheLimitAndCountTheRest() {
        Header full = new Header("", ByteBuffer.allocate(KeptHeaders.MAX_BYTES));
        Header half = new Header("", ByteBuffer.allocate(KeptHeaders.MAX_BYTES / 2));
        Header name = new Header("n", ByteBuffer.allocate(0));

        assertThat(KeptHeaders.of(List.of(full))).isEqualTo(new KeptHeaders(List.of(full), 0));
        assertThat(KeptHeaders.of(List.of(half, half, name)))
                .isEqualTo(new KeptHeaders(List.of(half, half), 1));
        assertThat(KeptHeaders.of(List.of(name, full, name)))
                .isEqualTo(new KeptHeaders(List.of(name), 2));
    }

    @Test
    void shouldBeWholeOnlyWithTheWholeRecord() {
        assertThat(letter(0, 0, 0).whole()).isTrue();
        assertThat(letter(0, 0, 1).whole()).isFalse();
        assertThat(letter(DeadLetter.MAX_KEY - 1, DeadLetter.MAX_BYTES - 1, 0).whole()).isTrue();
        assertThat(letter(DeadLetter.MAX_KEY, 0, 0).whole()).isFalse();
        assertThat(letter(0, DeadLetter.MAX_BYTES, 0).whole()).isFalse();
    }

    private static DeadLetter letter(int ofKey, int ofValue, int leftOut) {
        ByteBuffer key = ByteBuffer.allocate(ofKey);
        ByteBuffer value = ByteBuffer.allocate(ofValue);
        KeptHeaders headers = new KeptHeaders(List.of(), leftOut);
        return new DeadLetter("t", 0, 1, "intake", "malformed", "why", key, value, headers);
    }
}
