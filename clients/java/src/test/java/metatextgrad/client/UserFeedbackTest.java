package metatextgrad.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UserFeedbackTest {
    @Test
    void shouldAddACommentAndATarget() {
        assertThat(UserFeedback.bad().withComment("too long").withTarget("] )"))
                .isEqualTo(new UserFeedback(null, UserFeedback.Flag.BAD, "too long", "] )"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-.1, 1.1, Double.NaN})
    void shouldRefuseScoresOutsideOfZeroToOne(double score) {
        assertThatThrownBy(() -> UserFeedback.score(score))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("score must be in [0, 1], not " + score);
    }

    @Test
    void shouldRefuseACommentAlone() {
        assertThatThrownBy(() -> new UserFeedback(null, null, "nice", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("feedback needs a score, a flag or a target");
    }

    @Test
    void shouldRefuseAScoreBesideAFlag() {
        assertThatThrownBy(() -> new UserFeedback(.5, UserFeedback.Flag.GOOD, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("feedback has both a score and a flag");
    }
}
