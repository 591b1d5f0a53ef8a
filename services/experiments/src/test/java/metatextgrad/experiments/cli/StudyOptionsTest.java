package metatextgrad.experiments.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

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

    @Test
    void shouldStudyEachTaskWithEachSeedOfTheSimulator() {
        StudyOptions options =
                CommandLine.populateCommand(
                        new StudyOptions(),
                        "--world",
                        "demo",
                        "--task",
                        "dyck,word-sorting",
                        "--simulator-seed",
                        "1,7",
                        "--test-tasks",
                        "5");
        assertThat(options.studies())
                .extracting(Study::name)
                .containsExactly(
                        "demo/dyck, seed 1",
                        "demo/dyck, seed 7",
                        "demo/word-sorting, seed 1",
                        "demo/word-sorting, seed 7");
        assertThat(options.studies())
                .extracting(study -> requireNonNull(study.models()).serverSeed())
                .containsExactly(1L, 7L, 1L, 7L);
    }
}
