package metatextgrad.llm;

import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.Score;
import metatextgrad.model.event.TextualLoss;

/**
 * The context that the gradient service needs back: the loss with its trace, and the critiques so
 * far in the order of their requests. An empty critique means that the model found nothing to
 * criticise.
 *
 * @param cost of the item so far
 */
public record BackwardContext(
        TextualLoss.Trace trace, Score score, List<String> critiques, Cost cost)
        implements RequestContext {
    public BackwardContext {
        critiques = List.copyOf(critiques);
    }
}
