package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.live.AnswerGiven;
import org.junit.jupiter.api.Test;

final class AnswerJsonTest {
    private static final String FULL =
            "{\"project\":\"p\",\"task\":\"t\",\"version\":\"v\",\"serial\":3,\"probability\":0.2,\"served\":\"2026-11-28T12:00:00Z\",\"output\":\"x\"}";

    @Test
    void shouldReadWhatItWrites() {
        AnswerGiven answer = given("v");

        assertThat(AnswerJson.read(FULL)).isEqualTo(answer);
        assertThat(AnswerJson.read(AnswerJson.write(answer))).isEqualTo(answer);
        assertThat(AnswerJson.checked(answer)).isEqualTo(answer);
    }

    /** No topic and no store can hold it, so intake must refuse it before. */
    @Test
    void shouldRefuseHalfACharacterInAVersion() {
        assertThatThrownBy(() -> AnswerJson.read(FULL.replace("\"v\"", "\"\\ud800\"")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version has an unpaired surrogate");
        assertThatThrownBy(() -> AnswerJson.checked(given("\ud800")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version has an unpaired surrogate");
    }

    private static AnswerGiven given(String version) {
        return new AnswerGiven(
                new ProjectId("p"),
                new TaskId("t"),
                "",
                new VersionId(version),
                new Serial(3),
                .2,
                "x",
                Instant.parse("2026-11-28T12:00:00Z"));
    }
}
