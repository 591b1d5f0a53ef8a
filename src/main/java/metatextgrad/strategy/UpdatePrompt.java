package metatextgrad.strategy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.Message;
import metatextgrad.model.Gradient;
import metatextgrad.model.Node;
import metatextgrad.model.Phase;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.prompt.PromptTemplate;

/**
 * The request that rewrites one prompt (METHOD §2.3, §2.4 kind 8). It contains role, full value,
 * gradients with context, past feedback, past values, constraints, examples and reply format. Only
 * gradient contexts are ever cut. A rewrite is not shown the worked examples of a prompt: they stay
 * as they are, and small models copy them instead of writing.
 */
public record UpdatePrompt(List<Message> messages, int cutBytes) {
    private static final PromptTemplate SYSTEM = PromptTemplate.named("update-system");
    private static final PromptTemplate UPDATE = PromptTemplate.named("update");
    private static final PromptTemplate EDITS_SYSTEM = PromptTemplate.named("edits-system");
    private static final PromptTemplate EDITS = PromptTemplate.named("edits");

    /** Builds the request with the texts of this many past steps. */
    public static UpdatePrompt of(StepContext context, Node.LlmCall call, int past) {
        return of(context, call, past, SYSTEM, UPDATE);
    }

    /** Builds the request from wrong answers beside right ones, without any critique. */
    static List<Message> uncriticised(StepContext context, Node.LlmCall call) {
        return of(context, call, 0).messages();
    }

    /** Builds the request for edits of the text, with those refused in this many past steps. */
    static UpdatePrompt ofEdits(StepContext context, Node.LlmCall call, int past) {
        return of(context, call, past, EDITS_SYSTEM, EDITS);
    }

    /** Returns the criticised conversations; for a rewrite without critiques the wrong answers. */
    private static List<Gradient> conversations(StepContext context, Node.LlmCall call) {
        if (context.operator().kind() != Kind.REWRITE) return context.gradients(call.id());
        return context.answers().stream()
                .filter(answer -> !answer.isRight())
                .map(answer -> answer.uncriticised(call.id()))
                .toList();
    }

    private static UpdatePrompt of(
            StepContext context,
            Node.LlmCall call,
            int past,
            PromptTemplate instructions,
            PromptTemplate request) {
        Phase phase = context.phase();
        Map<String, String> tags = Map.of("start", phase.tags().start(), "end", phase.tags().end());
        Map<String, Object> values = new TreeMap<>(tags);
        values.put("role", call.prompt().role());
        String value = call.prompt().value();
        values.put("value", request == EDITS ? value : WorkedExamples.removedFrom(value));
        List<FittedContext> fitted = PromptParts.fitted(context, conversations(context, call));
        PromptParts.batch(values, context, List.of(call.id()), fitted);
        PromptParts.feedback(values, context, List.of(call.id()));
        PromptParts.texts(values, context, call.id(), past);
        PromptParts.refused(values, context, call.id(), past);
        PromptParts.patterns(values, context);
        PromptParts.targetSet(values, context);
        PromptParts.rules(values, phase);
        Map<String, Object> system = new TreeMap<>(tags);
        PromptParts.patterns(system, context);
        PromptParts.targetSet(system, context);
        system.put("description", phase.taskDescription());
        system.put("most", "" + EditReply.MOST);
        return new UpdatePrompt(
                List.of(
                        Message.system(instructions.fill(system)),
                        Message.user(request.repliedIn(phase.tags()).fill(values))),
                fitted.stream().mapToInt(FittedContext::cutBytes).sum());
    }
}
