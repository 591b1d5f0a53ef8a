package metatextgrad.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The subject of a simulated study. */
final class StudyOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "demo, token-sequence",
        "noisy-judge, judge",
        "noisy-judge/object-counting, judge",
        "demo/object-counting, number"
    })
    void shouldUseAJudgeInAWorldOfWrongVerdicts(String world, String evaluator) {
        Study study = StudyOptions.simulated(world, 10);
        assertThat(study.project().loop().evaluator().name()).isEqualTo(evaluator);
    }
}
