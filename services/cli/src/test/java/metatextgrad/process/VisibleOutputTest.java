package metatextgrad.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class VisibleOutputTest {
    private static final String OF_A_MODEL =
            "a\u001b[31m\u001b]0;pwn\u0007\u009b31m\u009dx\u009c\u202eb\u2066\b\0\r\u007f\u2028";

    private static final String SHOWN =
            "a\\u001b[31m\\u001b]0;pwn\\u0007\\u009b31m\\u009dx\\u009c\\u202eb\\u2066\\u0008\\u0000\\u000d\\u007f\\u2028";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new VisibleOutput(new PrintStream(bytes, true, UTF_8));

    @Test
    void shouldMakeControlCharactersVisible() {
        out.println(OF_A_MODEL);
        out.print((Object) OF_A_MODEL);
        out.printf("%s%n", OF_A_MODEL);

        assertThat(bytes.toString(UTF_8)).isEqualTo(SHOWN + "\n" + SHOWN + SHOWN + "\n");
    }

    @Test
    void shouldKeepOtherTextsAndBytes() {
        String text = "tab\tline\n\u00e9 \u05d0 \ud83d\udc69\u200d\ud83d\ude80";
        out.println(text);
        out.writeBytes("\u001b[32m+\u001b[0m".getBytes(UTF_8));

        assertThat(bytes.toString(UTF_8)).isEqualTo(text + "\n\u001b[32m+\u001b[0m");
    }

    @Test
    void shouldKeepTheMeaningOfJson() throws Exception {
        ObjectMapper json = new ObjectMapper();
        out.println(json.writeValueAsString(OF_A_MODEL));

        assertThat(bytes.toString(UTF_8)).doesNotContain("\u009b", "\u202e");
        assertThat(json.readValue(bytes.toString(UTF_8), String.class)).isEqualTo(OF_A_MODEL);
    }
}
