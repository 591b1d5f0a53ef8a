package metatextgrad.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import metatextgrad.candidate.Differentiable;
import metatextgrad.candidate.NodeValues;
import metatextgrad.llm.Message;
import metatextgrad.model.Gradient;
import metatextgrad.model.Node;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.redact.TargetMask;

/**
 * The way back from a loss through the nodes of a program, one critique after another (METHOD
 * §2.2). The first critique is of the answer, under the function that judged it. Then, in reverse
 * program order, each model call gets critiques of its trainable prompt and of each input with a
 * trainable prompt behind it. Everything is rendered again from the trace and the critiques so far.
 * Used by one thread, for one move.
 */
final class Backward {
    /** The next move. */
    sealed interface Move {
        /** Requests a critique; {@code place} names it within the item. */
        record Ask(String place, List<Message> messages) implements Move {}

        /** All critiques are known. */
        record Done(List<Gradient> gradients) implements Move {}
    }

    /** The agreed reply of a critic that wants no change. */
    private static final Pattern NOTHING =
            Pattern.compile(
                    "[\\s*_`\"'.]*nothing to change[\\s*_`\"'.!]*", Pattern.CASE_INSENSITIVE);

    private final TextualLoss.Trace trace;
    private final List<String> critiques;
    private final Differentiable paths;
    private final NodeValues values;
    private final BackwardPrompts prompts;
    private final TargetMask mask;
    private final Map<String, List<String>> feedback = new TreeMap<>();
    private final List<Gradient> gradients = new ArrayList<>();
    private int taken;

    private Backward(TextualLoss.Trace trace, boolean right, List<String> critiques) {
        this.trace = trace;
        this.critiques = critiques;
        paths = Differentiable.of(trace.item().program());
        values =
                NodeValues.of(trace.item().program(), trace.item().task().input(), trace.outputs());
        mask = TargetMask.of(trace.item().settings(), trace.item().task());
        prompts = new BackwardPrompts(trace, right, values, mask);
    }

    /** {@code right} states whether the answer is right. */
    static Move next(TextualLoss.Trace trace, boolean right, List<String> critiques) {
        return new Backward(trace, right, critiques).walk();
    }

    /** Returns the number of critiques of the whole way back. */
    static int calls(TextualLoss.Trace trace) {
        List<String> critiques = new ArrayList<>();
        while (next(trace, true, critiques) instanceof Move.Ask) critiques.add("");
        return critiques.size();
    }

    private Move walk() {
        String output = trace.item().program().output();
        if (!paths.contains(output)) return new Move.Done(List.of());
        if (taken == critiques.size()) return new Move.Ask("loss", prompts.ofAnswer());
        hand(output, critiques.get(taken++));
        for (Node node : trace.item().program().nodes().reversed()) {
            if (!paths.contains(node.id())) continue;
            switch (node) {
                case Node.LlmCall call -> {
                    if (values.made(call) == 0) passOn(call);
                    for (int part = 0; part < values.made(call); part++) {
                        Move.Ask ask = through(call, part);
                        if (ask != null) return ask;
                    }
                }
                case Node.SplitText split -> hand(split.input(), feedback(split.id()));
                case Node.Extract extract -> hand(extract.input(), feedback(extract.id()));
                case Node.Aggregate join ->
                        join.inputs().forEach(input -> hand(input, feedback(join.id())));
            }
        }
        return new Move.Done(gradients);
    }

    /**
     * Requests the critiques of one call: first of its prompt, then of its inputs. Returns null if
     * all are known.
     */
    private Move.@org.jspecify.annotations.Nullable Ask through(Node.LlmCall call, int part) {
        String above = feedback(call.id());
        if (call.prompt().trainable()) {
            if (taken == critiques.size()) {
                return new Move.Ask(
                        place(call, part, "prompt"), prompts.ofPrompt(call, part, above));
            }
            keep(call, part, critiques.get(taken++));
        }
        for (String input : call.inputs()) {
            if (!paths.contains(input)) continue;
            if (taken == critiques.size()) {
                return new Move.Ask(
                        place(call, part, input), prompts.ofInput(call, part, input, above));
            }
            hand(input, critiques.get(taken++));
        }
        return null;
    }

    /**
     * Passes feedback on if the run ended before this call: it goes to the nodes that led to the
     * end.
     */
    private void passOn(Node.LlmCall call) {
        for (String input : call.inputs())
            if (paths.contains(input)) hand(input, feedback(call.id()));
    }

    /** Returns whether a critique wants no change: it is empty, or the agreed reply. */
    static boolean isNothing(String critique) {
        return critique.isBlank() || NOTHING.matcher(critique).matches();
    }

    private void keep(Node.LlmCall call, int part, String critique) {
        if (isNothing(critique)) return;
        boolean shows = trace.item().settings().mayShowTargets();
        String expected = shows ? trace.item().task().target() : null;
        gradients.add(
                new Gradient(
                        call.id(),
                        mask.in(critique),
                        mask.in(values.message(call, part)),
                        mask.in(values.outputs(call, part)),
                        prompts.usedAs(call.id()),
                        expected == null ? "" : expected));
    }

    private void hand(String node, String critique) {
        if (critique.isBlank()) return;
        feedback.computeIfAbsent(node, id -> new ArrayList<>()).add(critique);
    }

    private String feedback(String node) {
        return String.join("\n", feedback.getOrDefault(node, List.of()));
    }

    private static String place(Node.LlmCall call, int part, String target) {
        return call.id() + "-" + part + "-" + target;
    }
}
