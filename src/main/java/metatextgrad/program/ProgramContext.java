package metatextgrad.program;

import java.util.List;
import metatextgrad.llm.AskContext;
import metatextgrad.model.Cost;
import metatextgrad.model.Item;
import metatextgrad.model.NodeOutput;

/**
 * What candidate needs back: the item, the outputs found so far and what they cost. Node inputs are
 * rendered again.
 */
public record ProgramContext(Item item, List<NodeOutput> outputs, Cost cost) implements AskContext {
    public ProgramContext {
        outputs = List.copyOf(outputs);
    }
}
