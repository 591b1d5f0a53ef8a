package metatextgrad.cli.runs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.ViewJson;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.statistics.IndependentDifference;
import metatextgrad.statistics.PairedDifference;
import metatextgrad.view.RunComparison;
import org.jspecify.annotations.Nullable;

/**
 * One program that a run reports, with its scores. Scores are null until they were measured.
 *
 * @param optimizer the optimizer that made the program; null for the seed program
 * @param round the round of that optimizer, 0 as given
 * @param answerNoise validation minus re-scored
 * @param optimism validation minus test; the sets are independent samples
 * @param unparseable answers that could not be read, by set of items
 * @param promptCharacters characters of all prompts of the program
 * @param promptTokens an estimate of their tokens
 * @param difference test score minus that of the seed program; null for the seed program
 */
record ResultView(
        String name,
        double validation,
        @Nullable Double rescored,
        @Nullable Double answerNoise,
        @Nullable IndependentDifference optimism,
        @Nullable Double test,
        JsonNode program,
        @Nullable JsonNode optimizer,
        int round,
        int validationItems,
        @Nullable Integer rescoredItems,
        @Nullable Integer testItems,
        Unparseable unparseable,
        int promptCharacters,
        long promptTokens,
        @Nullable PairedDifference difference) {
    /** Counts of answers that could not be read. */
    record Unparseable(int validation, @Nullable Integer rescored, @Nullable Integer test) {}

    /** {@code baseline} is the line of the seed program. */
    static ResultView of(Line line, Line baseline) {
        ScoreStats rescored = line.rescored();
        ScoreStats test = line.test();
        return new ResultView(
                line.name(),
                line.validation().mean(),
                Texts.mean(rescored),
                line.answerNoise(),
                optimism(line),
                Texts.mean(test),
                ViewJson.program(line.program()),
                ViewJson.optimizer(line.optimizer()),
                line.round(),
                line.validation().items(),
                rescored == null ? null : (Integer) rescored.items(),
                test == null ? null : (Integer) test.items(),
                new Unparseable(
                        line.validation().unparseable(),
                        rescored == null ? null : (Integer) rescored.unparseable(),
                        test == null ? null : (Integer) test.unparseable()),
                line.program().promptLength(),
                PromptSize.tokens(line.program()),
                test == null || line.equals(baseline)
                        ? null
                        : RunComparison.against(baseline, line));
    }

    /** Returns how much too high the score of the selection is; null without a test score. */
    static @Nullable IndependentDifference optimism(Line line) {
        ScoreStats test = line.test();
        return test == null ? null : IndependentDifference.of(line.validation(), test);
    }

    static List<ResultView> all(RunState run) {
        return run.lines().stream().map(line -> of(line, run.lines().getFirst())).toList();
    }
}
