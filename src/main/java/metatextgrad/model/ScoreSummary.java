package metatextgrad.model;

import org.jspecify.annotations.Nullable;

/**
 * The scores that a run has for one program. Validation minus re-scored is the answer noise,
 * validation minus test is the optimism (METHOD §3.2).
 *
 * @param validation scores by which it was selected
 * @param rescored scores of the same items with answers that no decision used; null if not scored
 *     again
 * @param test scores of items that no decision used; null if not read
 */
public record ScoreSummary(
        ScoreStats validation, @Nullable ScoreStats rescored, @Nullable ScoreStats test) {}
