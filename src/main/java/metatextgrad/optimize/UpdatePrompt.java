package metatextgrad.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.Message;
import metatextgrad.model.Gradient;
import metatextgrad.model.Node;
import metatextgrad.model.Phase;
import metatextgrad.model.StepMemory;
import metatextgrad.prompt.PromptTemplate;

/**
 * The request that rewrites one prompt (METHOD §2.3, kind 8): role, full value, gradients with
 * context, past feedback, past values, constraints, examples, reply format. Only gradient contexts
 * are ever cut.
 */
record UpdatePrompt(List<Message> messages, int cutBytes) {
    private static final PromptTemplate SYSTEM = PromptTemplate.named("update-system");
    private static final PromptTemplate UPDATE = PromptTemplate.named("update");

    static UpdatePrompt of(StepContext context, Node.LlmCall call) {
        Phase phase = context.phase();
        Map<String, String> tags = Map.of("start", phase.tags().start(), "end", phase.tags().end());
        Map<String, Object> values = new TreeMap<>(tags);
        values.put("role", call.prompt().role());
        values.put("value", call.prompt().value());
        List<FittedContext> fitted = fitted(context, call.id());
        String summary = context.summaries().get(call.id());
        values.put("gradients", summary == null ? each(fitted) : under(summary, fitted));
        list(values, "memory", "hasMemory", feedback(context, call.id()));
        list(values, "momentum", "hasMomentum", pastValues(context, call.id()));
        list(values, "constraints", "hasConstraints", numbered(phase.constraints()));
        list(values, "examples", "hasExamples", texts(phase.examples()));
        Map<String, String> system = new TreeMap<>(tags);
        system.put("description", phase.taskDescription());
        return new UpdatePrompt(
                List.of(Message.system(SYSTEM.fill(system)), Message.user(UPDATE.fill(values))),
                fitted.stream().mapToInt(FittedContext::cutBytes).sum());
    }

    /** A prompt that several calls of an item use has more gradients than the batch has items. */
    private static List<FittedContext> fitted(StepContext context, String variable) {
        List<Gradient> gradients = context.gradients(variable);
        int shares = Math.max(context.items().size(), gradients.size());
        int bytes = context.updateBytes() / Math.max(1, shares);
        return gradients.stream().map(gradient -> FittedContext.of(gradient, bytes)).toList();
    }

    private static List<Map<String, Object>> each(List<FittedContext> fitted) {
        return fitted.stream().map(one -> shown(one.gradient().text(), List.of(one))).toList();
    }

    /** A summary stands for the critiques; the conversations they are about stay. */
    private static List<Map<String, Object>> under(String summary, List<FittedContext> fitted) {
        return List.of(shown(summary, fitted));
    }

    private static Map<String, Object> shown(String text, List<FittedContext> fitted) {
        return Map.of(
                "text", text, "context", fitted.stream().map(UpdatePrompt::conversation).toList());
    }

    private static Map<String, String> conversation(FittedContext fitted) {
        Gradient gradient = fitted.gradient();
        return Map.of(
                "input",
                gradient.input(),
                "output",
                gradient.output(),
                "usedAs",
                gradient.usedAs());
    }

    private static List<Map<String, String>> feedback(StepContext context, String variable) {
        List<Map<String, String>> past = new ArrayList<>();
        for (StepMemory step : last(context.memory(), context.phase().memory())) {
            List<String> critiques = step.feedback().getOrDefault(variable, List.of());
            if (!critiques.isEmpty())
                past.add(Map.of("step", "" + step.step(), "text", String.join("\n", critiques)));
        }
        return past;
    }

    private static List<Map<String, String>> pastValues(StepContext context, String variable) {
        List<Map<String, String>> past = new ArrayList<>();
        for (StepMemory step : last(context.memory(), context.phase().momentum())) {
            String value = step.values().get(variable);
            if (value != null) past.add(Map.of("step", "" + step.step(), "text", value));
        }
        return past;
    }

    private static List<StepMemory> last(List<StepMemory> memory, int count) {
        return memory.subList(Math.max(0, memory.size() - count), memory.size());
    }

    private static List<Map<String, String>> numbered(List<String> constraints) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < constraints.size(); i++) {
            rows.add(Map.of("number", "" + (i + 1), "text", constraints.get(i)));
        }
        return rows;
    }

    private static List<Map<String, String>> texts(List<String> texts) {
        return texts.stream().map(text -> Map.of("text", text)).toList();
    }

    private static void list(Map<String, Object> values, String name, String has, List<?> rows) {
        values.put(name, rows);
        values.put(has, !rows.isEmpty());
    }
}
