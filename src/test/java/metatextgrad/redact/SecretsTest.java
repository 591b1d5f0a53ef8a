package metatextgrad.redact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

    @Test
    void shouldShowAgainWhatIsNoSecretAnyMore() {
        secrets.add("token-of-one-hour");
        secrets.add("token-of-the-next");
        secrets.remove("token-of-one-hour");
        assertThat(secrets.hide("token-of-one-hour token-of-the-next"))
                .isEqualTo("token-of-one-hour [key]");
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oo/kE+Y4711-abcdef",
                "sk-proj-foo/kE+Y4711-abc",
                "foo/kE+Y4711",
                "sk-proj-foo/\n kE+Y4711\t-abcdef",
                "sk-proj-foo/\u200bkE\u202e+Y4711-abcdef",
                "sk-proj-foo/\udb40\udc41kE+Y4711-abcdef",
                "sk-proj-foo&#x002F;kE&#0000043;Y4711-abcdef",
                "sk-proj-foo&sol;kE&plus;Y4711-abcdef",
                "sk-proj-foo%252FkE%2BY4711-abcdef",
                "sk-proj-foo\\n/kE\\u002bY4711-abcdef"
            })
    void shouldHideAPartOrASplitSecret(String form) {
        secrets.add("sk-proj-foo/kE+Y4711-abcdef");

        assertThat(secrets.hide("(" + form + ")")).isEqualTo("([key])");
    }

    @Test
    void shouldKeepAShorterPart() {
        secrets.add("sk-proj-foo/kE+Y4711-abcdef");

        assertThat(secrets.hide("sk-proj-foo 4711-abcdef")).isEqualTo("sk-proj-foo 4711-abcdef");
    }

    /** A reader of escapes takes the first letter for a line break. */
    @Test
    void shouldHideAShortSecretBehindABackslash() {
        secrets.add("new-key-1");

        assertThat(secrets.hide("\\\\new-key-1")).isEqualTo("\\\\n[key]");
    }

    @Test
    void shouldKeepTheTextAroundASecret() {
        secrets.add("sk-canary-7f3a");

        assertThat(secrets.hide("{\"a\":\"\\nsk-canary-7f3a\\n %41 &amp; \\u0041\"}"))
                .isEqualTo("{\"a\":\"\\n[key]\\n %41 &amp; \\u0041\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%25", "\\", "&#", "&#x0", "%C3", "\\u005c", "sk-canary-7f3", "a", "\u200b"})
    @Timeout(value = 1, unit = MINUTES, threadMode = SEPARATE_THREAD)
    void shouldEndOnAMegabyteOfTheSame(String part) {
        secrets.add("sk-canary-7f3a");
        String text = part.repeat((1 << 20) / part.length());

        assertThat(secrets.hide(text + " sk-canary-7f3a")).endsWith("[key]");
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
