package metatextgrad.strategy;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import metatextgrad.model.Gradient;
import metatextgrad.model.Node;

/**
 * Adds the critiques of the batch to the prompts as they are, without a model. If the wrong answers
 * stay wrong even so, the critiques do not name what is wrong: this measures the critic, without
 * the model that rewrites.
 */
final class AppliedCritiques {
    /** Of a longer critique the beginning counts. */
    private static final int MAX_TEXT = 500;

    private AppliedCritiques() {}

    static Proposal of(StepContext context) {
        Map<String, String> texts = new TreeMap<>();
        for (Node.LlmCall call : context.program().trainable()) {
            Set<String> critiques = new LinkedHashSet<>();
            for (Gradient gradient : context.gradients(call.id()))
                critiques.add(oneLine(gradient.text()));
            if (critiques.isEmpty()) continue;
            WorkedExamples present = WorkedExamples.in(call.prompt().value());
            String prompt = present.prompt() + "\n" + String.join("\n", critiques);
            texts.put(call.id(), new WorkedExamples(prompt, present.examples()).text());
        }
        return texts.isEmpty()
                ? new Proposal.Nothing("no critique wants a change")
                : new Proposal.Offer(context.program().withPrompts(texts));
    }

    private static String oneLine(String critique) {
        String line = critique.strip().replaceAll("\\s+", " ");
        if (line.length() <= MAX_TEXT) return line;
        int end = line.lastIndexOf(' ', MAX_TEXT);
        return line.substring(0, end > 0 ? end : MAX_TEXT);
    }
}
