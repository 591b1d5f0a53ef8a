package metatextgrad.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import metatextgrad.model.Aspect;
import metatextgrad.model.ContentHash;
import metatextgrad.model.Demonstration;
import metatextgrad.model.Node;
import metatextgrad.model.ProgramId;

/**
 * Bootstrapped demonstrations (the idea is DSPy's): training tasks that the program answers rightly
 * become worked examples at the end of its prompts, with the model's own replies. A step adds those
 * of its batch and keeps a few, drawn by hash. It needs no model.
 */
public final class BootstrappedDemos implements OptimizerStrategy {
    /** The most worked examples of one prompt. */
    static final int MOST = 4;

    /** Longer conversations are left out. */
    private static final int MAX_TEXT = 4_000;

    @Override
    public String name() {
        return "demos";
    }

    @Override
    public Aspect aspect() {
        return Aspect.DEMOS;
    }

    @Override
    public String purpose() {
        return "shows inputs of the batch that were answered rightly at the end of each prompt, with the replies they got, and changes no other text";
    }

    @Override
    public String step() {
        return "In each step it runs the pipeline on a batch of examples and "
                + purpose()
                + ". No model reads its task description.";
    }

    @Override
    public String taskDescription() {
        return "Worked examples are chosen by code.";
    }

    @Override
    public boolean sendsQuestions() {
        return false;
    }

    @Override
    public Proposal propose(StepContext context) {
        Map<String, String> texts = new TreeMap<>();
        for (Node.LlmCall call : context.program().trainable()) {
            String text = withExamples(context, call);
            if (!text.equals(call.prompt().value())) texts.put(call.id(), text);
        }
        return texts.isEmpty()
                ? new Proposal.Nothing(
                        "no new worked example: no further task was answered rightly")
                : new Proposal.Offer(context.program().withPrompts(texts));
    }

    /** Always the same few of the examples the prompt has and those of the batch. */
    private static String withExamples(StepContext context, Node.LlmCall call) {
        String value = call.prompt().value();
        WorkedExamples current = WorkedExamples.in(value);
        ProgramId program = context.program().id();
        Map<String, String> byQuestion = new TreeMap<>();
        Stream.concat(current.examples().stream(), ofBatch(context, call).stream())
                .forEach(one -> byQuestion.putIfAbsent(WorkedExamples.asked(one), one));
        List<String> drawn =
                byQuestion.values().stream()
                        .sorted(Comparator.comparing(one -> ContentHash.of("demo", program, one)))
                        .limit(MOST)
                        .toList();
        boolean same = current.examples().containsAll(drawn);
        return same ? value : new WorkedExamples(current.prompt(), drawn).text();
    }

    private static List<String> ofBatch(StepContext context, Node.LlmCall call) {
        List<String> examples = new ArrayList<>();
        context.items().stream()
                .flatMap(item -> item.demonstrations().stream())
                .filter(demo -> demo.variable().equals(call.id()))
                .filter(BootstrappedDemos::isUsable)
                .forEach(demo -> examples.add(WorkedExamples.example(demo.input(), demo.output())));
        return examples;
    }

    private static boolean isUsable(Demonstration demo) {
        return !demo.input().isBlank()
                && !demo.output().isBlank()
                && demo.input().length() + demo.output().length() <= MAX_TEXT;
    }

    @Override
    public Rewrite read(StepContext context, Map<String, String> replies) {
        return new Rewrite.Proposed(context.program());
    }

    @Override
    public String sample(StepContext context, Proposal.Question question) {
        return "";
    }
}
