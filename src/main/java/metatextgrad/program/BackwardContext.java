package metatextgrad.program;

import java.util.List;
import metatextgrad.llm.AskContext;
import metatextgrad.model.Cost;
import metatextgrad.model.Score;
import metatextgrad.model.TextualLoss;

/**
 * What gradient needs back: the loss with its trace and the critiques found so far, in the order in
 * which they were asked for; an empty one means the model had nothing to say.
 *
 * @param cost of the item so far
 */
public record BackwardContext(
        TextualLoss.Trace trace, Score score, List<String> critiques, Cost cost)
        implements AskContext {
    public BackwardContext {
        critiques = List.copyOf(critiques);
    }
}
