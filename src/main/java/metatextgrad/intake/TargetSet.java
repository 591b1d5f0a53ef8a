package metatextgrad.intake;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The right answers of the training tasks as a whole: a few labels, one form, or anything. */
public sealed interface TargetSet {
    /** With fewer targets, a set or a form would be a guess. */
    int LEAST_ROWS = 4;

    /** A set with more labels is not closed. */
    int MOST_LABELS = 20;

    /** A closed set has this many rows per label, on average. */
    int ROWS_PER_LABEL = 2;

    /** A label is one line of at most this length. */
    int MAX_LABEL = 60;

    /**
     * A few labels that occur again and again.
     *
     * @param labels the different targets: the most frequent first, equal frequencies by text
     * @param rows number of targets
     */
    record Closed(List<String> labels, int rows) implements TargetSet {
        public Closed {
            labels = List.copyOf(labels);
        }

        @Override
        public String text() {
            return "The right answer is always one of these %d: %s."
                    .formatted(
                            labels.size(),
                            labels.stream()
                                    .map(label -> "`" + label + "`")
                                    .collect(Collectors.joining(", ")));
        }

        @Override
        public String summary() {
            return labels.size() == 1
                    ? "closed: 1 label in %d rows".formatted(rows)
                    : "closed: %d labels in %d rows".formatted(labels.size(), rows);
        }
    }

    /**
     * Targets that all have one form.
     *
     * @param form the form in words, such as {@code digits only}
     */
    record Pattern(String form) implements TargetSet {
        @Override
        public String text() {
            return "Each right answer has this form: " + form + ".";
        }

        @Override
        public String summary() {
            return "pattern: " + form;
        }
    }

    /**
     * Targets without a common form.
     *
     * @param distinct number of different targets
     * @param rows number of targets
     */
    record Open(int distinct, int rows) implements TargetSet {
        @Override
        public String text() {
            return "";
        }

        @Override
        public String summary() {
            return "open: %d different answers in %d rows".formatted(distinct, rows);
        }
    }

    /**
     * Returns the set of these targets. Pass the targets of training tasks alone: a prompt may show
     * the result. Blanks around a target do not count; a blank target is left out.
     *
     * <p>The set is closed if it has at most {@link #MOST_LABELS} different targets, each one line
     * of at most {@link #MAX_LABEL} characters, and on average {@link #ROWS_PER_LABEL} rows per
     * label. Otherwise it is a pattern if all targets have one {@link AnswerForm}. Fewer than
     * {@link #LEAST_ROWS} targets are open.
     */
    static TargetSet of(List<String> trainTargets) {
        List<String> targets =
                trainTargets.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
        Map<String, Integer> counts = new TreeMap<>();
        targets.forEach(target -> counts.merge(target, 1, Integer::sum));
        Open open = new Open(counts.size(), targets.size());
        if (targets.size() < LEAST_ROWS) return open;
        if (isClosed(counts, targets.size()))
            return new Closed(byFrequency(counts), targets.size());
        return AnswerForm.of(targets).<TargetSet>map(Pattern::new).orElse(open);
    }

    private static boolean isClosed(Map<String, Integer> counts, int rows) {
        return counts.size() <= MOST_LABELS
                && counts.size() * ROWS_PER_LABEL <= rows
                && counts.keySet().stream().allMatch(TargetSet::isLabel);
    }

    private static boolean isLabel(String target) {
        return target.length() <= MAX_LABEL && target.lines().count() == 1;
    }

    private static List<String> byFrequency(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .sorted(Comparator.comparingInt(one -> -one.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the sentence that a prompt may show; empty if the set is open. */
    String text();

    /** Returns the kind of the set with its figures, without any label. */
    String summary();
}
