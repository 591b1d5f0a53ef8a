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
 * @param prompt the prompt of the result
 * @param promptTokens mean tokens of a request of the test, with the task
 * @param seedValidation validation score of the seed prompt; null without a search
 * @param validation validation score of the result; null without a search
 * @param test a digit for each test row: 1 if the answer is right
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

    /** Returns the share of right answers. */
    @JsonIgnore
    public double score() {
        return (double) test.chars().filter(digit -> digit == '1').count() / test.length();
    }

    /** Returns whether the answer to a test row is right. */
    @JsonIgnore
    public boolean isRight(int item) {
        return test.charAt(item) == '1';
    }

    /** Returns how much the validation score of the result is above that of the seed prompt. */
    @JsonIgnore
    double gain() {
        return seedValidation == null || validation == null ? 0 : validation - seedValidation;
    }
}
