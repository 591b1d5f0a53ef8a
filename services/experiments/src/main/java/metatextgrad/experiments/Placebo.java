package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.prompt.PromptTemplate;
import metatextgrad.statistics.Seeds;

/**
 * Descriptions of about a given length, written for other tasks. An experiment uses them in place
 * of the meta model's descriptions, to measure whether the content has any effect. Pure.
 */
final class Placebo {
    /** The texts belong to no benchmark: summaries of judgments, letters of refund, recipes. */
    private static final List<List<String>> TEXTS =
            Stream.of("placebo-judgments", "placebo-refunds", "placebo-recipes")
                    .map(name -> PromptTemplate.text(name).lines().toList())
                    .toList();

    private Placebo() {}

    /** Returns the optimizer with every description replaced that none of the given ones has. */
    static OptimizerSpec instead(OptimizerSpec spec, List<OptimizerSpec> given, Seeds random) {
        TreeSet<String> known = new TreeSet<>();
        given.forEach(one -> one.phases().forEach(phase -> known.add(phase.taskDescription())));
        List<Phase> phases = new ArrayList<>();
        for (Phase phase : spec.phases()) {
            String text = phase.taskDescription();
            phases.add(
                    known.contains(text)
                            ? phase
                            : phase.withTaskDescription(ofLength(text.length(), random)));
        }
        return new OptimizerSpec(spec.name(), phases);
    }

    /** Returns whole sentences of one text, as many as come closest to this many characters. */
    static String ofLength(int characters, Seeds random) {
        List<String> sentences = random.oneOf(TEXTS);
        StringBuilder text = new StringBuilder(sentences.getFirst());
        for (int next = 1; text.length() < characters; next++) {
            String more = " " + sentences.get(next % sentences.size());
            int missing = characters - text.length();
            if (more.length() - missing > missing) break;
            text.append(more);
        }
        return text.toString();
    }
}
