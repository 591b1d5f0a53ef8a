package metatextgrad.gradient;

import static metatextgrad.model.Variable.shortValue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.candidate.NodeValues;
import metatextgrad.llm.Message;
import metatextgrad.model.Node;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.prompt.PromptTemplate;
import metatextgrad.redact.TargetMask;

/** The requests for critiques: METHOD §2.4 kinds 4 (base), 5 (chained) and 6 (string function). */
final class BackwardPrompts {
    private static final PromptTemplate SYSTEM = PromptTemplate.named("backward-system");
    private static final PromptTemplate FUNCTION = PromptTemplate.named("backward-function");
    private static final PromptTemplate BASE = PromptTemplate.named("backward-base");
    private static final PromptTemplate AGAIN = PromptTemplate.named("backward-again");
    private static final PromptTemplate CHAINED = PromptTemplate.named("backward-chained");

    private final TextualLoss.Trace trace;
    private final boolean right;
    private final NodeValues values;
    private final TargetMask mask;

    BackwardPrompts(TextualLoss.Trace trace, boolean right, NodeValues values, TargetMask mask) {
        this.trace = trace;
        this.right = right;
        this.values = values;
        this.mask = mask;
    }

    /**
     * Requests the critique of the answer, under the function that judged it. This is the first
     * critique: a loss has none above it. Only for a right answer it names the reply that requests
     * nothing: small models give it to wrong answers too where they may.
     */
    List<Message> ofAnswer() {
        String function =
                "compares the answer with the expected answer ("
                        + trace.item().settings().evaluator().name()
                        + ")";
        return asked(
                FUNCTION,
                Map.of(
                        "role",
                        "the answer of the program to a question",
                        "input",
                        mask.in(trace.item().task().input()),
                        "text",
                        mask.in(trace.answer()),
                        "function",
                        function,
                        "result",
                        trace.criticism(),
                        "mayKeep",
                        right));
    }

    List<Message> ofPrompt(Node.LlmCall call, int part, String above) {
        return ofText(call, part, mask.in(above), call.prompt().role(), call.prompt().value());
    }

    List<Message> ofInput(Node.LlmCall call, int part, String input, String above) {
        String role = "the output of " + input + ", used as an input of " + call.id();
        return ofText(call, part, mask.in(above), role, mask.in(values.text(input)));
    }

    /** Returns the use of a node's output, in words, for critiques and update prompts. */
    String usedAs(String node) {
        if (node.equals(trace.item().program().output())) return "the answer of the program";
        StringBuilder uses = new StringBuilder();
        for (Node consumer : trace.item().program().nodes()) {
            if (!consumer.inputs().contains(node)) continue;
            if (!uses.isEmpty()) uses.append("; ");
            uses.append("an input of ").append(consumer.id());
            if (consumer instanceof Node.LlmCall call)
                uses.append(" (").append(call.prompt().role()).append(')');
        }
        return uses.toString();
    }

    private List<Message> ofText(
            Node.LlmCall call, int part, String above, String role, String text) {
        Map<String, Object> conversation =
                new TreeMap<>(
                        Map.of(
                                "role", role,
                                "system", call.prompt().value(),
                                "input", mask.in(values.message(call, part)),
                                "output", mask.in(values.outputs(call, part)),
                                "text", shortValue(text)));
        if (above.isBlank()) return asked(BASE, conversation);
        conversation.put("feedback", above);
        conversation.put("usedAs", usedAs(call.id()));
        conversation.put("mayKeep", right || Backward.isNothing(above) || hasOtherPrompts());
        return asked(CHAINED, conversation);
    }

    /** Returns a request again, with the expected answer in front of it. */
    static List<Message> again(List<Message> request, String expected) {
        String first = request.getLast().content();
        return List.of(
                request.getFirst(),
                Message.user(AGAIN.fill(Map.of("expected", expected, "request", first))));
    }

    /** Whether another prompt may have to change instead. */
    private boolean hasOtherPrompts() {
        return trace.item().program().nodes().stream()
                        .filter(
                                node ->
                                        node instanceof Node.LlmCall call
                                                && call.prompt().trainable())
                        .count()
                > 1;
    }

    private List<Message> asked(PromptTemplate template, Map<String, Object> values) {
        Map<String, Object> all = new TreeMap<>(values);
        String targetSet = trace.item().settings().targetSet();
        all.put("targetSet", targetSet);
        all.put("hasTargetSet", !targetSet.isEmpty());
        return List.of(Message.system(SYSTEM.fill(all)), Message.user(template.fill(all)));
    }
}
