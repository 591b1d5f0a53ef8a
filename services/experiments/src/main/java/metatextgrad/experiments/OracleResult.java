package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The scores of one base optimizer with each description. Differences are of trials with the same
 * batches.
 *
 * @param rows in the order of {@link OracleDescription}
 * @param restarts the best of {@code restartTrials} base trials by validation; null with too few
 *     trials
 * @param idealMinusRestarts null with too few trials
 */
public record OracleResult(
        String optimizer,
        List<Row> rows,
        int restartTrials,
        @Nullable MeanWithError restarts,
        @Nullable MeanWithError idealMinusRestarts) {
    /** A meta level can only win where the ideal description beats restarts by so much. */
    private static final double HALF_WIDTHS = 2;

    private static final Comparator<OracleTrial> BY_VALIDATION =
            Comparator.comparingDouble(OracleTrial::validation);

    public OracleResult {
        rows = List.copyOf(rows);
    }

    /** Test scores with one description. */
    public record Row(OracleDescription description, MeanWithError test, MeanWithError minusBase) {}

    static OracleResult of(String optimizer, List<OracleTrial> trials, int restartTrials) {
        List<OracleTrial> base = of(OracleDescription.BASE, trials);
        List<OracleTrial> ideal = of(OracleDescription.IDEAL, trials);
        List<Row> rows = new ArrayList<>();
        for (OracleDescription kind : OracleDescription.values()) {
            List<OracleTrial> own = of(kind, trials);
            rows.add(new Row(kind, mean(own), difference(own, base)));
        }
        List<Double> best = new ArrayList<>();
        List<Double> gain = new ArrayList<>();
        for (List<OracleTrial> group : groups(base, restartTrials)) {
            double test = group.stream().max(BY_VALIDATION).orElseThrow().test();
            best.add(test);
            gain.add(mean(same(ideal, group)).mean() - test);
        }
        boolean enough = best.size() > 1;
        return new OracleResult(
                optimizer,
                rows,
                restartTrials,
                enough ? MeanWithError.of(best) : null,
                enough ? MeanWithError.of(gain) : null);
    }

    /**
     * True if the ideal description beats restarts by two half widths of the 95 % interval. A world
     * in which it does not is none in which the meta level should win.
     */
    public boolean metaLevelCanWin() {
        return idealMinusRestarts != null && idealMinusRestarts.isAboveZeroBy(HALF_WIDTHS);
    }

    private static List<OracleTrial> of(OracleDescription kind, List<OracleTrial> trials) {
        return trials.stream().filter(one -> one.description() == kind).toList();
    }

    /** Whole groups of this many trials of one task. */
    private static List<List<OracleTrial>> groups(List<OracleTrial> trials, int size) {
        TreeMap<Integer, List<OracleTrial>> byTask = new TreeMap<>();
        for (OracleTrial one : trials)
            byTask.computeIfAbsent(one.task(), any -> new ArrayList<>()).add(one);
        List<List<OracleTrial>> groups = new ArrayList<>();
        for (List<OracleTrial> own : byTask.values()) {
            for (int i = 0; i + size <= own.size(); i += size) groups.add(own.subList(i, i + size));
        }
        return groups;
    }

    private static List<OracleTrial> same(List<OracleTrial> some, List<OracleTrial> group) {
        return some.stream()
                .filter(
                        one ->
                                group.stream()
                                        .anyMatch(
                                                other ->
                                                        other.task() == one.task()
                                                                && other.number() == one.number()))
                .toList();
    }

    private static MeanWithError mean(List<OracleTrial> trials) {
        return MeanWithError.of(trials.stream().map(OracleTrial::test).toList());
    }

    private static MeanWithError difference(List<OracleTrial> some, List<OracleTrial> base) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < some.size(); i++)
            differences.add(some.get(i).test() - base.get(i).test());
        return MeanWithError.of(differences);
    }
}
