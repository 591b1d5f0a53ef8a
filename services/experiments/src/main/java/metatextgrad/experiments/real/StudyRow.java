package metatextgrad.experiments.real;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A filled cell, as its file has it.
 *
 * @param budget the most calls of the search; 0 without a search
 * @param calls distinct calls of the search, until its result was chosen
 * @param inputTokens of the search, as the server counted them
 * @param minutes the time of the calls of the search, as if each had waited for the one before
 * @param prompt the prompt of the result; empty if its texts may not be shown
 * @param promptTokens mean tokens of a request of the test, with the task
 * @param seedValidation validation score of the seed prompt; null without a search
 * @param validation validation score of the result; null without a search
 * @param test a character for each test row: 1 if the answer is right, 0 if it is wrong, and a to i
 *     for scores of .1 to .9 between them
 * @param unusable replies without an answer by kind, in search and test
 * @param replies how many replies of each kind were usable
 * @param leftOut rows of the task that are not the same here
 * @param optimizer the learned optimizer of the result, as an exported file; null if there is none
 * @param learnedOn the task on which the used optimizer was learned; null if it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StudyRow(
        String task,
        String row,
        long seed,
        long budget,
        long calls,
        Map<String, Long> callsByRole,
        long inputTokens,
        long outputTokens,
        double minutes,
        String prompt,
        int promptCharacters,
        int promptTokens,
        @Nullable Double seedValidation,
        @Nullable Double validation,
        String test,
        Map<String, Long> unusable,
        Map<String, ReplyCount> replies,
        int train,
        int val,
        int leftOut,
        @Nullable String optimizer,
        @Nullable String learnedOn,
        Map<String, String> models,
        String date) {
    /**
     * Replies of one kind.
     *
     * @param replies all, second attempts too
     * @param usable those that were used
     */
    public record ReplyCount(long replies, long usable) {}

    public StudyRow {
        callsByRole = new TreeMap<>(callsByRole);
        unusable = new TreeMap<>(unusable);
        replies = new TreeMap<>(replies);
        models = new TreeMap<>(models);
    }

    /** Returns the mean score of the test rows: the share of right answers if all are 0 or 1. */
    @JsonIgnore
    public double score() {
        double sum = 0;
        for (int item = 0; item < test.length(); item++) sum += score(item);
        return sum / test.length();
    }

    /** Returns the score of a test row, from 0 to 1. */
    public double score(int item) {
        char score = test.charAt(item);
        return score == '0' ? 0 : score == '1' ? 1 : (score - 'a' + 1) / 10.;
    }

    /** Returns the character of a score, rounded to tenths. */
    static char digit(double score) {
        long tenths = Math.round(10 * score);
        return tenths == 0 ? '0' : tenths == 10 ? '1' : (char) ('a' + tenths - 1);
    }

    /** Returns how much the validation score of the result is above that of the seed prompt. */
    @JsonIgnore
    double gain() {
        return seedValidation == null || validation == null ? 0 : validation - seedValidation;
    }
}
