package metatextgrad.llm;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Cost;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.event.Item;

/**
 * The context that the candidate service needs back: the item, the outputs so far and their cost.
 * Node inputs are rendered again.
 *
 * @param node the node of this call
 * @param part of a split input, from 0
 */
public record ProgramContext(Item item, List<NodeOutput> outputs, String node, int part, Cost cost)
        implements RequestContext {
    public ProgramContext {
        outputs = List.copyOf(outputs);
    }

    /** The outputs, including the answer to this call. */
    public List<NodeOutput> with(String answer) {
        List<NodeOutput> all = new ArrayList<>(outputs);
        all.add(new NodeOutput(node, part, answer));
        return all;
    }
}
