package metatextgrad.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskJudged.Evidence;
import org.junit.jupiter.api.Test;

final class JudgedJsonTest {
    private static final String FULL =
            "{\"project\":\"p\",\"task\":7,\"group\":\"ada\",\"version\":\"v\",\"serial\":3,\"probability\":0.2,\"served\":\"2026-11-28T12:00:00Z\",\"score\":1,\"evidence\":\"feedback\"}";

    @Test
    void shouldReadAJudgedAnswer() {
        assertThat(JudgedJson.read(FULL))
                .isEqualTo(
                        new TaskJudged(
                                new ProjectId("p"),
                                new TaskId("7"),
                                "ada",
                                new VersionId("v"),
                                new Serial(3),
                                .2,
                                Instant.parse("2026-11-28T12:00:00Z"),
                                1,
                                Evidence.FEEDBACK));
        assertThat(JudgedJson.read(FULL.replace("\"group\":\"ada\",", "")).group()).isEmpty();
    }

    @Test
    void shouldSayWhatIsWrong() {
        refused(FULL.replace("\"score\":1", "\"score\":2"), "score must be in [0, 1], not 2.0");
        refused(FULL.replace("0.2", "0"), "probability must be above 0 and at most 1, not 0.0");
        refused(
                FULL.replace("\"feedback\"", "\"gut\""),
                "evidence must be one of truth, feedback, judge, not `gut`");
        refused(
                FULL.replace("2026-11-28T12:00:00Z", "today"),
                "served must be a time such as 2026-11-28T12:00:00Z, from 2000 to 2100, not `today`");
        refused(
                FULL.replace("2026-11-28T12:00:00Z", "2999-01-01T00:00:00Z"),
                "served must be a time such as 2026-11-28T12:00:00Z, from 2000 to 2100, not");
        refused(FULL.replace("\"score\":1,", ""), "score");
        refused(FULL.replace("\"v\"", "\"\\ud800\""), "version has an unpaired surrogate");
        refused(FULL.replace("\"serial\"", "\"serail\""), "serail");
    }

    private static void refused(String json, String reason) {
        assertThatThrownBy(() -> JudgedJson.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }
}
