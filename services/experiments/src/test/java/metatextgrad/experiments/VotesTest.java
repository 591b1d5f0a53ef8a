package metatextgrad.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class VotesTest {
    static List<Arguments> answers() {
        return List.of(
                Arguments.of(List.of("Answer: 1", "Answer: 2", "Answer: 2"), 1),
                Arguments.of(List.of("Answer: 1", "Answer: 2"), 0),
                Arguments.of(List.of("none", "Answer: 2"), 1),
                Arguments.of(List.of("none", "nor here"), 0),
                Arguments.of(List.of("Answer: A", "x\nanswer:   b  c", "Answer: B C\n"), 1),
                Arguments.of(List.of("Answer: 1\nAnswer: 3", "Answer: 1", "Answer: 3"), 0),
                Arguments.of(List.of("", "Answer:", "Answer: 9"), 2));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void shouldCountTheAnswerGivenMostOften(List<String> answers, int winner) {
        assertThat(Votes.winner(answers)).isEqualTo(winner);
    }
}
