package metatextgrad.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MajorityVoteTest {
    @ParameterizedTest
    @CsvSource({
        "Answer: a;Answer: b;Answer: b, 1",
        "Answer: a;Answer: b;Answer: B;Answer: a, 0",
        "Answer: b;ANSWER:  A  b;Answer: a B, 1",
        "no;Answer: a;Answer: a, 1",
        "no;nor this, 0",
        "a;no;No, 1",
        ";Answer: a, 1",
        "Answer: 7;**Answer:** 8;**Answer**: 8, 1",
        "Answer: 7;Answer: 8;**Answer:** 8, 1",
        "Answer: 7;Answer:|8;8., 1",
        "Answer: 7;Answer: **8**.;Answer: 8, 1",
        "Answer: a. Answer: b;Answer: b;Answer: c, 0",
    })
    void shouldChooseTheMostFrequentAnswerAndOfEqualsTheFirst(String answers, int winner) {
        assertThat(MajorityVote.winner(List.of(answers.replace('|', '\n').split(";"))))
                .isEqualTo(winner);
    }
}
