package metatextgrad.cli.prompts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.cluster.TrafficCounts;
import metatextgrad.cli.text.Texts;
import metatextgrad.llm.EstimatedTokens;
import metatextgrad.model.Cost;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.Price;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of a version costs, beside one of the seed program. Pure.
 *
 * @param characters of all prompts
 * @param promptTokens of all prompts, estimated from their length
 * @param tokensPerAnswer input and output, measured in contests; null if the version was in none,
 *     or their scores have expired
 * @param usdPerAnswer at list price; null if tokens or price are unknown
 * @param millisPerAnswer mean time of the model calls, measured in contests; null if no call was
 *     measured
 * @param moreUsdPerMonth what 30 days of present traffic cost more than with the seed program; null
 *     if that is unknown
 * @param tasksPerDay all tasks of traffic since the last window; null if there are fewer than 20
 */
record AnswerCost(
        int characters,
        int seedCharacters,
        long promptTokens,
        long seedPromptTokens,
        @Nullable Double tokensPerAnswer,
        @Nullable Double seedTokensPerAnswer,
        @Nullable BigDecimal usdPerAnswer,
        @Nullable BigDecimal seedUsdPerAnswer,
        @Nullable Double millisPerAnswer,
        @Nullable Double seedMillisPerAnswer,
        @Nullable BigDecimal moreUsdPerMonth,
        @Nullable Double tasksPerDay) {
    private static final int DAYS = 30;

    /** A token at this price costs a millionth of a millionth of a dollar. */
    private static final int SCALE = 12;

    private static final int DIGITS = 9;

    /**
     * The tokens and time of answers in contests.
     *
     * @param answers above 0
     */
    private record Measured(long input, long output, long millis, long answers) {
        static @Nullable Measured of(List<ScoreAggregated> scores, Program program) {
            Cost all = Cost.NONE;
            long answers = 0;
            for (ScoreAggregated score : scores) {
                if (score.scope() != ScoreAggregated.Scope.TRIAL
                        || !score.program().equals(program)) continue;
                answers += score.outcomes().size();
                all = all.plus(score.cost());
            }
            Cost.Spent spent = all.of(ModelRole.PROGRAM);
            return answers == 0 || spent.requests() == 0
                    ? null
                    : new Measured(
                            spent.inputTokens(), spent.outputTokens(), spent.millis(), answers);
        }

        static @Nullable Double tokens(@Nullable Measured of) {
            return of == null ? null : (Double) ((of.input + of.output) / (double) of.answers);
        }

        static @Nullable Double time(@Nullable Measured of) {
            return of == null || of.millis == 0 ? null : (Double) (of.millis / (double) of.answers);
        }

        static @Nullable BigDecimal usd(@Nullable Measured of, @Nullable Price price) {
            return of == null || price == null
                    ? null
                    : BigDecimal.valueOf(
                                    of.input * price.input() + of.output * price.output(), SCALE)
                            .divide(BigDecimal.valueOf(of.answers), DIGITS, RoundingMode.HALF_UP);
        }
    }

    /**
     * Returns the cost.
     *
     * @param price of the model that runs the program; null if the price table has none
     */
    static AnswerCost of(
            Program program,
            Program seed,
            List<ScoreAggregated> scores,
            @Nullable Price price,
            TrafficCount traffic) {
        Measured own = Measured.of(scores, program);
        Measured ofSeed = Measured.of(scores, seed);
        BigDecimal usd = Measured.usd(own, price);
        BigDecimal seedUsd = Measured.usd(ofSeed, price);
        Double perDay = TrafficCounts.perDay(traffic.arrived() + traffic.leftOut(), traffic);
        return new AnswerCost(
                program.promptLength(),
                seed.promptLength(),
                tokens(program),
                tokens(seed),
                Measured.tokens(own),
                Measured.tokens(ofSeed),
                usd,
                seedUsd,
                Measured.time(own),
                Measured.time(ofSeed),
                usd == null || seedUsd == null || perDay == null
                        ? null
                        : usd.subtract(seedUsd)
                                .multiply(BigDecimal.valueOf(perDay * DAYS))
                                .setScale(2, RoundingMode.HALF_UP),
                perDay);
    }

    private static long tokens(Program program) {
        long tokens = 0;
        for (Node node : program.nodes())
            if (node instanceof Node.LlmCall call)
                tokens += EstimatedTokens.of(call.prompt().value());
        return tokens;
    }

    List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(
                Texts.format(
                        "prompt: %d characters, about %d tokens; seed prompt: %d characters, about %d tokens",
                        characters, promptTokens, seedCharacters, seedPromptTokens));
        lines.add(
                Texts.format(
                        "an answer: %s tokens, %s, %s; with the seed prompt: %s tokens, %s, %s",
                        count(tokensPerAnswer),
                        usd(usdPerAnswer),
                        time(millisPerAnswer),
                        count(seedTokensPerAnswer),
                        usd(seedUsdPerAnswer),
                        time(seedMillisPerAnswer)));
        lines.add("a month of tasks with a right answer, beside the seed prompt: " + month());
        return lines;
    }

    private String month() {
        if (tasksPerDay == null)
            return "unknown, since fewer than 20 tasks have arrived after the last window";
        String traffic = Texts.format(" (%.0f tasks a day)", tasksPerDay);
        if (moreUsdPerMonth == null) return "unknown" + traffic;
        boolean more = moreUsdPerMonth.signum() >= 0;
        return "$" + moreUsdPerMonth.abs() + (more ? " more" : " less") + traffic;
    }

    private static String count(@Nullable Double tokens) {
        return tokens == null ? "unknown" : Texts.format("%.0f", tokens);
    }

    private static String time(@Nullable Double millis) {
        return millis == null ? "time unknown" : Texts.format("%.0f ms", millis);
    }

    private static String usd(@Nullable BigDecimal usd) {
        return usd == null ? "dollars unknown" : "$" + usd.toPlainString();
    }
}
