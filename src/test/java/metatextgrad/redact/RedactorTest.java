package metatextgrad.redact;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.util.List;
import metatextgrad.benchmark.DyckTasks;
import metatextgrad.benchmark.ObjectCountingTasks;
import metatextgrad.benchmark.TaskGenerator;
import metatextgrad.benchmark.WordSortingTasks;
import metatextgrad.model.ProjectId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactorTest {
    private static final int BYTES = 256 * 1024;

    @Test
    void shouldPutAMarkInPlaceOfEachSecret() {
        assertThat(
                        Redactor.redact(
                                """
                                Mail kim@example.net or call +49 30 901820,
                                pay with 4242 4242 4242 4242, key AKIAIOSFODNN7EXAMPLE.\
                                """))
                .isEqualTo(
                        """
                        Mail [e-mail] or call [phone],
                        pay with [card], key [key].\
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tel:[phone];+1-201-555-0123",
                "{\"phone\":\"[phone]\"};+34612345678",
                "call [phone] now;07700900461",
                "redis://:[key]@cache:6379/0;p4ssw0rd-x9",
                "AccountKey=[key];Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3A="
            })
    void shouldHideOnlyTheSecret(String expectedAndSecret) {
        String[] both = expectedAndSecret.split(";", 2);
        String text = both[0].replaceAll("\\[(?:phone|key)]", both[1]);

        assertThat(Redactor.redact(text)).isEqualTo(both[0]);
    }

    @Test
    void shouldKeepTheLinesOfAKeyOfSeveral() {
        String pem = "a\n-----BEGIN PRIVATE KEY-----\nMIIEv\n-----END PRIVATE KEY-----\nb";
        assertThat(Redactor.redact(pem)).isEqualTo("a\n[key]\n[key]\n[key]\nb");
    }

    @Test
    void shouldHideAPrivateKeyWithoutItsEnd() {
        assertThat(Redactor.redact("-----BEGIN PRIVATE KEY-----\nMIIEv\nQ+/=\n\nAnd so on"))
                .isEqualTo("[key]\n[key]\n[key]\n\nAnd so on");
    }

    @Test
    void shouldLeaveTheTextOfJsonWhole() {
        assertThat(Redactor.redact("{\"text\":\"write to\\nkim@example.net\\n+15551234567\"}"))
                .isEqualTo("{\"text\":\"write to\\n[e-mail]\\n[phone]\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3 + 4 - 12",
                "17 +12345678",
                "2024-05-06 10:11:12",
                "[ { ( < > ) } ]",
                "1234567890",
                "[key] [card] [e-mail] [phone]",
                "password: [key]",
                "(-1 + 2) * +3 -4 -5 -6 -7 -8 -9",
                ""
            })
    void shouldNotChange(String text) {
        assertThat(Redactor.redact(text)).isEqualTo(text);
    }

    @Property(tries = 3000)
    void shouldChangeNothingTwice(@ForAll("texts") String text) {
        String once = Redactor.redact(text);
        assertThat(Redactor.redact(once)).isEqualTo(once);
        assertThat(once.chars().filter(sign -> sign == '\n'))
                .hasSameSizeAs(text.chars().filter(sign -> sign == '\n').boxed().toList());
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> part =
                Arbitraries.of(
                        "a@b.co",
                        "@",
                        ".",
                        "-",
                        "+",
                        " ",
                        "(",
                        ")",
                        "[",
                        "]",
                        "/",
                        ":",
                        "=",
                        "0",
                        "1",
                        "06 12 34 56 78",
                        "+49 30 901820",
                        "4111 1111 1111 1111",
                        "4111",
                        "x",
                        "\n",
                        "\\n",
                        "password: ",
                        "Bearer ",
                        "tel ",
                        "sk-",
                        "AKIAIOSFODNN7EXAMPLE",
                        "aB3$xY9!qL2z",
                        "eyJhbGciOiJI.eyJzdWIiOiIx",
                        "-----BEGIN PRIVATE KEY-----",
                        "-----END PRIVATE KEY-----",
                        "://u:",
                        "[key]",
                        "é",
                        "电",
                        "is ");
        return Arbitraries.oneOf(
                part.list().ofMaxSize(24).map(all -> String.join("", all)), Arbitraries.strings());
    }

    /** Repetitions in a text must not be read repeatedly. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "1",
                "1 ",
                "@",
                "a@",
                "a@b.",
                "a.b@c.d",
                "a@b.co ",
                "a@b.co",
                "4111 ",
                "4111-1111-",
                "+1 ",
                "+1(2)",
                "06 12 34 56 78",
                "(212) 555-0187 ",
                "tel ",
                "tel: 1-",
                "sk-",
                "sk-a1",
                "eyJ-",
                "eyJabcdefgh.",
                "eyJabcdefgh.abcdefgh[",
                "token=",
                "token=a1[",
                "password is a",
                "Bearer ",
                "://a:",
                "://a:bcd",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN ",
                "-----END PRIVATE KEY-----",
                "[key]",
                "\\n",
                "\n",
                "github_pat_a1",
                "电@",
                "0044 20 7946 0958",
                "00",
                "AKIA",
                "secret"
            })
    @Timeout(value = 2, unit = MINUTES, threadMode = SEPARATE_THREAD)
    void shouldEndOnManyTimesTheSame(String part) {
        String text = part.repeat(BYTES / part.length());
        String redacted = Redactor.redact(text);
        assertThat(Redactor.redact(redacted)).isEqualTo(redacted);
    }

    @Test
    void shouldLeaveTheTasksOfTheDemoAlone() {
        for (TaskGenerator family :
                List.of(new DyckTasks(), new WordSortingTasks(), new ObjectCountingTasks()))
            family.generate(new ProjectId("p"), "s", 200, 7)
                    .forEach(task -> assertThat(Redactor.find(task.input())).isEmpty());
    }
}
