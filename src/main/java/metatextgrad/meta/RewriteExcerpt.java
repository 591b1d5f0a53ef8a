package metatextgrad.meta;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.strategy.WorkedExamples;

/**
 * What a rewrite added to a program, for the meta model: the new sentences of its prompts, after
 * the nodes if these changed. Worked examples are training tasks, so they are left out. Pure.
 */
final class RewriteExcerpt {
    /** The most characters of an excerpt, the mark of its end included. */
    static final int MOST = 400;

    private static final String END = " (...)";
    private static final Pattern SENTENCE_END =
            Pattern.compile("(?<=[.!?\u3002\uff01\uff1f])\\s+|\\R+");

    private RewriteExcerpt() {}

    /**
     * Returns the excerpt in one line; empty if the rewrite added nothing that may be shown.
     *
     * @param rules cut the passages that copy a training task
     */
    static String of(Program before, Program after, TextRules rules) {
        Set<String> known =
                before.calls()
                        .flatMap(RewriteExcerpt::sentences)
                        .collect(Collectors.toCollection(TreeSet::new));
        String added =
                after.calls()
                        .map(call -> added(call, known, after))
                        .collect(Collectors.joining(" "));
        String nodes = NodeTypes.of(after);
        String changed = nodes.equals(NodeTypes.of(before)) ? "" : nodes + ". ";
        return shortened((changed + rules.withoutCopies(added.strip())).strip());
    }

    private static String added(Node.LlmCall call, Set<String> known, Program program) {
        List<String> fresh = sentences(call).filter(one -> !known.contains(one)).toList();
        if (fresh.isEmpty()) return "";
        String text = String.join(" ", fresh);
        return program.nodes().size() == 1 ? text : call.id() + ": " + text;
    }

    private static Stream<String> sentences(Node.LlmCall call) {
        return SENTENCE_END
                .splitAsStream(WorkedExamples.removedFrom(call.prompt().value()))
                .map(String::strip)
                .filter(sentence -> !sentence.isEmpty());
    }

    private static String shortened(String text) {
        if (text.length() <= MOST) return text;
        int end = text.lastIndexOf(' ', MOST - END.length());
        if (end <= 0) {
            end = MOST - END.length();
            if (Character.isHighSurrogate(text.charAt(end - 1))) end--;
        }
        return text.substring(0, end) + END;
    }
}
