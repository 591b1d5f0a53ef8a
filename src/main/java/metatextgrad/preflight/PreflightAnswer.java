package metatextgrad.preflight;

import metatextgrad.model.Score;

/**
 * An answer of a preflight.
 *
 * @param row position among the rows of the plan
 * @param answer empty if there is none
 * @param failure why there is no answer; empty if there is one
 */
public record PreflightAnswer(
        PreflightPlan.Part part, int row, Score score, String answer, String failure) {
    /** Whether the answer is right. */
    boolean isRight() {
        return score.value() == 1;
    }
}
