package metatextgrad.model.state;

import metatextgrad.model.Row;
import metatextgrad.model.live.FeedbackGiven;

/**
 * Feedback while its task or answer may still arrive.
 *
 * @param joined whether it has found one of them
 */
public record OpenFeedback(FeedbackGiven feedback, boolean joined) implements Row {}
