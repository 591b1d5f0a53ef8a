package metatextgrad.candidate;

import java.util.List;
import metatextgrad.json.export.ChatTemplate;
import metatextgrad.llm.Message;
import metatextgrad.model.Node;
import metatextgrad.model.Program;

/** The messages that a program of one call sends, for frameworks that make the call themselves. */
public final class ChatTemplates {
    /**
     * Marks the place of the task. A character of private use, which prompts do not contain in
     * practice.
     */
    private static final String MARK = "\ue000";

    private ChatTemplates() {}

    /**
     * Returns the messages of a program.
     *
     * @throws IllegalArgumentException with the reason if it makes several calls, or none
     */
    public static ChatTemplate of(Program program) {
        if (!(program.nodes().size() == 1 && program.nodes().getFirst() instanceof Node.LlmCall)
                || !(NextNode.of(program, MARK, List.of()) instanceof NextNode.Call call))
            throw new IllegalArgumentException(
                    "its program has several nodes (%s), and a prompt has one"
                            .formatted(
                                    String.join(
                                            ", ",
                                            program.nodes().stream().map(Node::id).toList())));
        List<Message> messages = call.messages();
        return new ChatTemplate(
                messages.getFirst().content(),
                List.of(messages.getLast().content().split(MARK, -1)));
    }
}
