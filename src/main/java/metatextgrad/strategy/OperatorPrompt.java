package metatextgrad.strategy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.Message;
import metatextgrad.model.Node;
import metatextgrad.model.Phase;
import metatextgrad.prompt.PromptTemplate;

/** The requests for a new prompt that show no batch (ADR 49). */
final class OperatorPrompt {
    private static final PromptTemplate SYSTEM = PromptTemplate.named("operator-system");
    private static final PromptTemplate INJECT = PromptTemplate.named("inject");
    private static final PromptTemplate CONSOLIDATE = PromptTemplate.named("consolidate");
    private static final PromptTemplate ROLE = PromptTemplate.named("role-and-constraints");

    private OperatorPrompt() {}

    /** Requests what the patterns of failures call for. */
    static List<Message> inject(StepContext context, Node.LlmCall call) {
        return of(context, call, INJECT);
    }

    /** Requests the same in fewer words; the patterns are no part of that. */
    static List<Message> consolidate(StepContext context, Node.LlmCall call) {
        StepContext bare = context.withOperator(context.operator().withoutPatterns());
        return of(bare, call, CONSOLIDATE);
    }

    /** Requests a role and a list of constraints, the shape that small models follow best. */
    static List<Message> roleAndConstraints(StepContext context, Node.LlmCall call) {
        StepContext bare = context.withOperator(context.operator().withoutPatterns());
        return of(bare, call, ROLE);
    }

    private static List<Message> of(
            StepContext context, Node.LlmCall call, PromptTemplate request) {
        Phase phase = context.phase();
        Map<String, Object> values = new TreeMap<>();
        values.put("start", phase.tags().start());
        values.put("end", phase.tags().end());
        values.put("role", call.prompt().role());
        values.put("value", WorkedExamples.removedFrom(call.prompt().value()));
        values.put("description", phase.taskDescription());
        PromptParts.patterns(values, context);
        PromptParts.rules(values, phase);
        return List.of(
                Message.system(SYSTEM.fill(values)),
                Message.user(request.repliedIn(phase.tags()).fill(values)));
    }
}
