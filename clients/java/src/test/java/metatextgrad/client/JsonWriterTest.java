package metatextgrad.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonWriterTest {
    @Test
    void shouldWriteOneLine() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", "a\n\"b\"\\\u0000\ud83d\ude00");
        fields.put("list", Arrays.asList(1L, 0.25, true, null));
        fields.put("none", Map.of());

        assertThat(JsonWriter.write(fields))
                .isEqualTo(
                        "{\"text\":\"a\\u000a\\\"b\\\"\\\\\\u0000\ud83d\ude00\",\"list\":[1,0.25,true,null],\"none\":{}}");
    }

    @Test
    void shouldRefuseValuesThatJsonDoesNotHave() {
        assertThatThrownBy(() -> JsonWriter.write(List.of(Double.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("JSON has no value for NaN");
        assertThatThrownBy(() -> JsonWriter.write(new StringBuilder("x")))
                .hasMessage("JSON has no value for x");
    }
}
