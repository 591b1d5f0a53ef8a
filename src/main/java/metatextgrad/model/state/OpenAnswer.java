package metatextgrad.model.state;

import metatextgrad.model.Row;
import metatextgrad.model.live.AnswerGiven;
import org.jspecify.annotations.Nullable;

/**
 * A served answer before it is judged.
 *
 * @param truth its score by the right answer, from 0 to 1; null if that is not known
 * @param opinion its score by feedback, from 0 to 1; null if there is none
 */
public record OpenAnswer(AnswerGiven answer, @Nullable Double truth, @Nullable Double opinion)
        implements Row {
    /** Returns the answer with its score by the right answer. */
    public OpenAnswer byTruth(@Nullable Double score) {
        return new OpenAnswer(answer, score, opinion);
    }

    /** Returns the answer with its score by feedback. */
    public OpenAnswer byOpinion(@Nullable Double score) {
        return new OpenAnswer(answer, truth, score);
    }
}
