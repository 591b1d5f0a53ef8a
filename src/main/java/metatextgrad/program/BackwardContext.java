package metatextgrad.program;

import java.util.List;
import metatextgrad.llm.AskContext;
import metatextgrad.model.Score;
import metatextgrad.model.TextualLoss;

/**
 * What gradient needs back: the loss with its trace and the critiques found so far, in the order in
 * which they were asked for; an empty one means the model had nothing to say.
 */
public record BackwardContext(TextualLoss.Trace trace, Score score, List<String> critiques)
        implements AskContext {
    public BackwardContext {
        critiques = List.copyOf(critiques);
    }
}
