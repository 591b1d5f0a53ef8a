package metatextgrad.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class RecordTextTest {
    @Test
    void shouldReadTextWithTheLineEndsOfAnySystem() {
        String json = "{\r\n\t\"input\": \"ä\"\n}";

        assertThat(RecordText.of(ByteBuffer.wrap(json.getBytes(UTF_8)))).isEqualTo(json);
    }

    @Test
    void shouldTellBytesFromText() {
        assertThat(RecordText.of(ByteBuffer.wrap(new byte[] {'a', 0, 'b'}))).isNull();
        assertThat(RecordText.of(ByteBuffer.wrap(new byte[] {(byte) 0xff}))).isNull();
    }
}
