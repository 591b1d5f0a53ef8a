package metatextgrad.candidate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.model.Node;
import metatextgrad.model.NodeOutput;
import metatextgrad.model.Program;

/** Runs a program on one task by direct model calls, one after another. Stateless. */
public final class ProgramRunner {
    /** The largest number of calls before the last one. */
    static final int MAX_CALLS = 32;

    private ProgramRunner() {}

    /** How a run ended. */
    public sealed interface Result {
        /** The last call, which is not made: its answer is the answer of the program. */
        record LastCall(List<Message> messages) implements Result {
            public LastCall {
                messages = List.copyOf(messages);
            }
        }

        /** An answer that nodes without a model made of the last call. */
        record Answer(String text) implements Result {}

        /**
         * A node has no answer.
         *
         * @param reason in one line
         */
        record Failed(String node, String reason) implements Result {}
    }

    /**
     * Makes the calls of a program, except a last one whose answer is the program's. The caller
     * makes that call itself, for example as a stream.
     *
     * @param model makes one call, and returns its reply
     */
    public static Result run(Program program, String task, Function<NextNode.Call, Reply> model) {
        List<NodeOutput> outputs = new ArrayList<>();
        int bytes = 0;
        while (true) {
            switch (NextNode.of(program, task, outputs)) {
                case NextNode.Answer answer -> {
                    return new Result.Answer(answer.text());
                }
                case NextNode.Call call -> {
                    if (isLast(program, call)) return new Result.LastCall(call.messages());
                    if (outputs.size() == MAX_CALLS)
                        return new Result.Failed(call.node(), "more than " + MAX_CALLS + " calls");
                    if (!(model.apply(call) instanceof Reply.Answered reply))
                        return new Result.Failed(call.node(), "no answer of the model");
                    bytes += reply.text().getBytes(UTF_8).length;
                    if (bytes > CandidateDecider.MAX_BYTES)
                        return new Result.Failed(call.node(), "the outputs are too large");
                    outputs.add(new NodeOutput(call.node(), call.part(), reply.text()));
                }
            }
        }
    }

    private static boolean isLast(Program program, NextNode.Call call) {
        return call.node().equals(program.output())
                && program.node(call.node()) instanceof Node.LlmCall node
                && !node.each();
    }
}
