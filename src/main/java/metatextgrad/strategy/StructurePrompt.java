package metatextgrad.strategy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.candidate.SpecRules;
import metatextgrad.json.Json;
import metatextgrad.llm.Message;
import metatextgrad.model.Gradient;
import metatextgrad.model.Node;
import metatextgrad.model.Phase;
import metatextgrad.prompt.PromptTemplate;

/**
 * The request that rewrites a whole program (METHOD §2.4 kind 9). It contains the program as JSON,
 * the gradients of all its prompts, the rules and the reply format.
 */
record StructurePrompt(List<Message> messages, int cutBytes) {
    private static final PromptTemplate SYSTEM = PromptTemplate.named("structure-system");
    private static final PromptTemplate REQUEST = PromptTemplate.named("structure");

    static StructurePrompt of(StepContext context) {
        Phase phase = context.phase();
        List<String> nodes = context.program().trainable().stream().map(Node::id).toList();
        Map<String, String> tags = Map.of("start", phase.tags().start(), "end", phase.tags().end());
        Map<String, Object> values = new TreeMap<>(tags);
        values.put("program", Json.write(context.program()));
        List<FittedContext> fitted = PromptParts.fitted(context, all(context, nodes));
        PromptParts.batch(values, context, nodes, fitted);
        PromptParts.feedback(values, context, nodes);
        PromptParts.patterns(values, context);
        PromptParts.rules(values, phase);
        Map<String, Object> system = new TreeMap<>(tags);
        PromptParts.patterns(system, context);
        system.put("description", phase.taskDescription());
        system.put("nodes", "" + SpecRules.MAX_NODES);
        system.put("parts", "" + SpecRules.MAX_PARTS);
        return new StructurePrompt(
                List.of(
                        Message.system(SYSTEM.fill(system)),
                        Message.user(REQUEST.repliedIn(phase.tags()).fill(values))),
                fitted.stream().mapToInt(FittedContext::cutBytes).sum());
    }

    private static List<Gradient> all(StepContext context, List<String> nodes) {
        return nodes.stream().flatMap(node -> context.gradients(node).stream()).toList();
    }
}
