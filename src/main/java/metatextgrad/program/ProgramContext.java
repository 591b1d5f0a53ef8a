package metatextgrad.program;

import java.util.List;
import metatextgrad.llm.AskContext;
import metatextgrad.model.Item;
import metatextgrad.model.NodeOutput;

/**
 * What candidate needs back: the item and the outputs found so far. Node inputs are rendered again.
 */
public record ProgramContext(Item item, List<NodeOutput> outputs) implements AskContext {
    public ProgramContext {
        outputs = List.copyOf(outputs);
    }
}
