package metatextgrad.candidate;

import java.util.List;
import metatextgrad.llm.Message;
import metatextgrad.model.Node;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.Program;

/** The next move of a program on one task, given the outputs so far (METHOD §2.2). */
public sealed interface NextNode {
    /** A model call. {@code part} counts the calls of a node that runs once per part of a split. */
    record Call(String node, int part, List<Message> messages) implements NextNode {
        public Call {
            messages = List.copyOf(messages);
        }
    }

    /** All calls are made. */
    record Answer(String text) implements NextNode {}

    /** Returns the next move. The same outputs always give the same move. */
    static NextNode of(Program program, String task, List<NodeOutput> outputs) {
        NodeValues values = NodeValues.of(program, task, outputs);
        for (Node node : program.nodes()) {
            if (node instanceof Node.LlmCall call && !values.has(call.id())) {
                int part = (int) outputs.stream().filter(o -> o.node().equals(call.id())).count();
                return new Call(call.id(), part, messages(call, values, part));
            }
        }
        return new Answer(values.text(program.output()));
    }

    private static List<Message> messages(Node.LlmCall call, NodeValues values, int part) {
        return List.of(
                Message.system(call.prompt().value()), Message.user(values.message(call, part)));
    }
}
