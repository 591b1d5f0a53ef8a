package metatextgrad.simulator.request;

import java.util.List;
import metatextgrad.simulator.chat.ChatRequest;

/** Finds the task description of an optimizer. */
public final class TaskDescription {
    private static final List<String> NAMES = List.of("description");

    private TaskDescription() {}

    /**
     * The first block of the instructions with a fitting name. A client without such a block gets
     * all of its instructions read.
     */
    public static String in(ChatRequest request) {
        String instruction = request.instruction();
        return TaggedBlock.in(instruction).stream()
                .filter(block -> block.hasNameOf(NAMES))
                .map(TaggedBlock::content)
                .findFirst()
                .orElse(instruction);
    }
}
