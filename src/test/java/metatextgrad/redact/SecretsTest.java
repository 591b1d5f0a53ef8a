package metatextgrad.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DEFECT 3: secrets that the process knows. */
final class SecretsTest {
    private final Secrets secrets = new Secrets();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-canary-7f3a",
                "a/b+c=d\"e\\f&g",
                "Schl\u00fcssel \ud83d\udd11 zum Haus",
                "$1\\E.*(x)+"
            })
    @DisplayName("DEFECT 3: a secret in any usual encoding")
    void defect3ShouldHideASecretInAnyEncoding(String secret) {
        secrets.add(secret + "\n");
        String json = secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/");
        StringBuilder all = new StringBuilder();
        for (char unit : secret.toCharArray()) all.append("\\u%04X".formatted((int) unit));
        for (String form :
                List.of(
                        secret,
                        json,
                        json.replace("\\", "\\\\").replace("\"", "\\\""),
                        all.toString(),
                        all.toString().replace("\\", "\\\\"),
                        URLEncoder.encode(secret, UTF_8).replace("+", "%20")))
            assertThat(secrets.hide("Bearer " + form + "!")).isEqualTo("Bearer [key]!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "user:", "longer:"})
    @DisplayName("DEFECT 3: a secret in Base64, wherever it begins")
    void defect3ShouldHideASecretInBase64(String before) {
        String secret = "sk-canary-7f3a>>>???";
        secrets.add(secret);
        byte[] credentials = (before + secret + "\n").getBytes(UTF_8);
        for (Base64.Encoder encoder :
                List.of(Base64.getEncoder(), Base64.getUrlEncoder().withoutPadding())) {
            String hidden = secrets.hide("Basic " + encoder.encodeToString(credentials));
            assertThat(hidden).startsWith("Basic ").contains("[key]");
            // At most a part of the first and of the last character is left of it.
            int rest = hidden.length() - "Basic [key]".length() - before.length() * 4 / 3;
            assertThat(rest).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void defect3ShouldHideEverySecretTheLongestFirst() {
        secrets.add("canary-7f");
        secrets.add("canary-7f-and-more");
        secrets.add("other-secret");

        assertThat(secrets.hide("canary-7f-and-more, canary-7f, other-secret"))
                .isEqualTo("[key], [key], [key]");
        assertThat(secrets.hide(secrets.hide("canary-7f"))).isEqualTo("[key]");
    }

    /** A local server accepts any word as its key. Answers must not lose it. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "EMPTY", "ollama", "", "1234567"})
    void shouldNotTakeAShortWordForASecret(String word) {
        secrets.add(word);

        assertThat(secrets.hide("none EMPTY ollama 1234567 100% \\ &"))
                .isEqualTo("none EMPTY ollama 1234567 100% \\ &");
    }
}
