package metatextgrad.experiments;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.statistics.CrossedBootstrap;

/**
 * Several methods at the same numbers of model calls.
 *
 * @param calls the numbers of calls at which test scores are known, ascending
 * @param rows metaTextGrad first
 * @param settings the mean validation score of each setting of GEPA in the runs that chose one
 */
public record PeerComparison(List<Long> calls, List<Row> rows, Map<String, Double> settings) {
    /**
     * One method.
     *
     * @param runs one for each seed, in order
     * @param at the test outcomes of the best programs, for each number of calls, one per seed
     */
    public record Row(
            String method,
            String setting,
            List<SearchPath> runs,
            Map<Long, List<MethodOutcome>> at) {
        public Row {
            runs = List.copyOf(runs);
            at = Map.copyOf(at);
        }

        private List<MethodOutcome> after(long calls) {
            return requireNonNull(at.get(calls), () -> "no test scores at " + calls);
        }

        /** Returns the mean test score over seeds and items. */
        public CrossedBootstrap test(long calls) {
            return MethodComparison.mean(after(calls));
        }

        /** Returns the mean number of calls of a run. */
        public double spent() {
            return runs.stream().mapToLong(SearchPath::calls).average().orElse(0);
        }
    }

    public PeerComparison {
        calls = List.copyOf(calls);
        rows = List.copyOf(rows);
        settings = Map.copyOf(settings);
    }

    public Row ours() {
        return rows.getFirst();
    }

    /** Returns our test score minus that of another method. */
    public CrossedBootstrap oursMinus(Row other, long number) {
        return CrossedBootstrap.of(
                MethodComparison.differences(ours().after(number), other.after(number)), 0);
    }

    /** Returns the fewest calls at which the mean test score of our search is at least this. */
    public OptionalLong callsToReach(double score) {
        return calls.stream()
                .filter(number -> ours().test(number).estimate() >= score)
                .mapToLong(number -> number)
                .findFirst();
    }
}
