package metatextgrad.experiments.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.PeerComparison;
import metatextgrad.experiments.PeerStudy;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.experiments.report.Page;
import metatextgrad.statistics.CrossedBootstrap;
import org.jspecify.annotations.Nullable;

/** Comparisons with other optimizers at equal calls, one for each study. */
record PeersView(List<Of> studies) implements ReportView {
    /**
     * One study.
     *
     * @param unavailable why the peers were not measured; null if they were
     * @param budgets the numbers of calls in the table
     * @param gepaSettings the mean validation score of each setting in the runs that chose one
     */
    record Of(
            @JsonIgnore PeerComparison comparison,
            String study,
            boolean simulated,
            @Nullable String unavailable,
            List<Long> budgets,
            Map<String, Double> gepaSettings,
            List<Row> methods,
            List<Reached> callsToReachGepa) {
        static Of of(
                Study study,
                List<Long> budgets,
                PeerComparison comparison,
                @Nullable String unavailable) {
            return new Of(
                    comparison,
                    study.name(),
                    study.models() != null,
                    unavailable,
                    budgets,
                    new TreeMap<>(comparison.settings()),
                    comparison.rows().stream().map(row -> Row.of(comparison, row)).toList(),
                    Reached.of(comparison));
        }
    }

    /**
     * One method.
     *
     * @param calls the mean number of calls of its runs
     * @param runs one for each seed
     */
    record Row(String method, String setting, double calls, List<At> scores, List<Run> runs) {
        static Row of(PeerComparison comparison, PeerComparison.Row row) {
            return new Row(
                    row.method(),
                    row.setting(),
                    row.spent(),
                    comparison.calls().stream()
                            .map(calls -> At.of(comparison, row, calls))
                            .toList(),
                    row.runs().stream().map(Run::of).toList());
        }

        At at(long calls) {
            return scores.stream().filter(one -> one.calls() == calls).findFirst().orElseThrow();
        }

        String name() {
            return setting.isEmpty() ? method : method + " " + setting;
        }
    }

    /**
     * The test score of the best programs that were accepted by a number of calls.
     *
     * @param metatextgradMinus our test score minus this one; null in our own row
     */
    record At(long calls, CrossedBootstrap test, @Nullable CrossedBootstrap metatextgradMinus) {
        static At of(PeerComparison comparison, PeerComparison.Row row, long calls) {
            boolean ours = row.equals(comparison.ours());
            return new At(calls, row.test(calls), ours ? null : comparison.oursMinus(row, calls));
        }
    }

    /** One run, with the number of programs that it accepted. */
    record Run(long seed, long calls, int accepted) {
        static Run of(SearchPath path) {
            return new Run(path.seed(), path.calls(), path.programs().size());
        }
    }

    /**
     * The calls that metaTextGrad takes to the mean test score of GEPA.
     *
     * @param reachedAfter null if it does not reach the score
     */
    record Reached(long gepaCalls, double gepaTest, @Nullable Long reachedAfter) {
        static List<Reached> of(PeerComparison comparison) {
            List<Reached> reached = new ArrayList<>();
            for (PeerComparison.Row row : comparison.rows()) {
                if (!row.method().equals("gepa")) continue;
                for (long mark : PeerStudy.MARKS) {
                    if (!comparison.calls().contains(mark)) continue;
                    double test = row.test(mark).estimate();
                    var after = comparison.callsToReach(test);
                    reached.add(
                            new Reached(mark, test, after.isPresent() ? after.getAsLong() : null));
                }
            }
            return reached;
        }

        String sentence() {
            String ours =
                    reachedAfter == null
                            ? "metatextgrad does not reach it."
                            : "metatextgrad reaches it after %d.".formatted(reachedAfter);
            return Texts.format("After %d calls, gepa has %.3f; ", gepaCalls, gepaTest) + ours;
        }
    }

    @Override
    public List<String> text(TextTable.Style style) {
        List<String> lines = new ArrayList<>();
        for (Of one : studies) {
            if (!lines.isEmpty()) lines.add("");
            lines.addAll(PeersText.of(one, style));
        }
        return lines;
    }

    @Override
    public Page page() {
        return PeersPage.of(studies);
    }
}
