package metatextgrad.conformance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;

/**
 * The replies of a scripted meta model, and optimizers whose descriptions name how far they reach.
 */
final class MetaReplies {
    private static final Pattern REACH = Pattern.compile("reach (\\d+)");

    private final Deque<String> descriptions;
    private final Deque<String> structures;

    private MetaReplies(List<String> descriptions, List<String> structures) {
        this.descriptions = new ArrayDeque<>(descriptions);
        this.structures = new ArrayDeque<>(structures);
    }

    /** Returns a script whose meta model gives these replies of each kind, one after another. */
    static Script script(List<String> descriptions, List<String> structures) {
        MetaReplies replies = new MetaReplies(descriptions, structures);
        return new Script().writer(MetaReplies::reaching).meta(replies::next);
    }

    /** Returns an optimizer that makes programs that solve this many validation questions. */
    static OptimizerSpec reaching(String name, int solves, int steps) {
        return TgdPhase.of(steps).description("reach " + solves).spec(name);
    }

    static String described(String text) {
        return "{\"improved_task_description\": \"" + text + "\"}";
    }

    /** Returns a structure of one phase that reaches this far. */
    static String structure(String name, int solves, int steps) {
        return structure(name, phase("tgd", steps, "reach " + solves));
    }

    static String structure(String name, String... phases) {
        return "{\"name\": \"%s\", \"phases\": [%s]}".formatted(name, String.join(", ", phases));
    }

    static String phase(String strategy, int steps, String description) {
        return "{\"strategy\": \"%s\", \"steps\": %d, \"taskDescription\": \"%s\"}"
                .formatted(strategy, steps, description);
    }

    static OptimizerSpec adas(String name, int steps) {
        return new OptimizerSpec(
                name, List.of(Phase.plain("adas", Aspect.STRUCTURE, steps, "You design.")));
    }

    /** Returns true if a request is for a structure, and not for a description. */
    static boolean asksForStructure(String request) {
        return !request.contains("improved_task_description") && !asksForPatterns(request);
    }

    /** Returns true if a request is for patterns of failures. */
    static boolean asksForPatterns(String request) {
        return request.contains("{\"patterns\": ");
    }

    /** Rewrites a prompt as far as the description reaches. */
    static Reply reaching(Call call) {
        Matcher reach = REACH.matcher(call.system());
        if (!reach.find()) throw new IllegalStateException("no aim in " + call.system());
        return Script.answered(Script.tagged("solves " + reach.group(1)));
    }

    private Reply next(Call call) {
        return Script.answered(
                asksForStructure(call.user()) ? structures.remove() : descriptions.remove());
    }

    /**
     * Descriptions reach more than the unchanged optimizers, and the structure reaches more than
     * the descriptions.
     */
    static Script rising() {
        return new Script()
                .writer(MetaReplies::reaching)
                .meta(
                        call ->
                                Script.answered(
                                        asksForStructure(call.user())
                                                ? structure("c", 6, 2)
                                                : described("reach 4")));
    }
}
