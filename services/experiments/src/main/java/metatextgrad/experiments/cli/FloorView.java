package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.FloorStudy.FloorRun;
import metatextgrad.experiments.report.Page;
import metatextgrad.model.Text;
import metatextgrad.statistics.Interval;

/**
 * How often runs publish a program that is worse than their seed program.
 *
 * @param tasks the task families, which the runs take in turns
 * @param items fresh tasks of each family
 * @param seedPrograms number of runs whose result is the seed program
 * @param below number of runs whose result scores more than {@code margin} below
 * @param low lower end of the 95 % interval of the share
 * @param answer whether the share is at most {@code most}; undecided with too few runs
 * @param differences the score of each result minus that of the seed program
 */
record FloorView(
        String world,
        boolean simulated,
        List<String> tasks,
        int runs,
        int items,
        double margin,
        double most,
        int seedPrograms,
        int below,
        double share,
        double low,
        double high,
        Answer answer,
        List<Double> differences)
        implements ReportView {
    /** A result may score so much less than the seed program. */
    static final double MARGIN = .02;

    /** With fewer runs, no bad one may be chance. */
    static final int FEWEST = 100;

    private static final double ROUNDING = 1e-9;

    /** The largest share of runs that may publish a worse program. */
    static final double MOST = .05;

    /** The answer to the expectation. */
    enum Answer {
        MET,
        MISSED,
        UNDECIDED
    }

    static FloorView of(String world, List<String> tasks, int items, List<FloorRun> runs) {
        int below =
                (int) runs.stream().filter(run -> run.difference() < -MARGIN - ROUNDING).count();
        double share = below / (double) runs.size();
        Interval interval = Interval.wilson(share, runs.size());
        return new FloorView(
                world,
                true,
                tasks,
                runs.size(),
                items,
                MARGIN,
                MOST,
                (int) runs.stream().filter(FloorRun::isSeed).count(),
                below,
                share,
                interval.low(),
                interval.high(),
                share > MOST ? Answer.MISSED : runs.size() < FEWEST ? Answer.UNDECIDED : Answer.MET,
                runs.stream().map(FloorRun::difference).toList());
    }

    @Override
    public List<String> text(TextTable.Style style) {
        TextTable table =
                TextTable.of(
                        Texts.format(
                                "%s | runs | kept the seed program | mean minus seed | lowest | more than %.2f below | share | 95 %%",
                                world, margin));
        table.row(
                String.join(", ", tasks),
                runs,
                seedPrograms,
                Texts.format("%+.3f", differences.stream().mapToDouble(d -> d).average().orElse(0)),
                Texts.format("%+.3f", differences.stream().mapToDouble(d -> d).min().orElse(0)),
                below,
                Texts.format("%.3f", share),
                Texts.format("%.3f-%.3f", low, high));
        List<String> lines = new ArrayList<>(table.lines(style));
        lines.add("");
        lines.add(
                Texts.format(
                        "expected: a share of at most %.2f, on %,d fresh tasks: %s",
                        most, items, Text.lower(answer)));
        if (answer == Answer.UNDECIDED) lines.add("at least %d runs are needed".formatted(FEWEST));
        lines.add(Texts.simulated(world));
        return lines;
    }

    @Override
    public Page page() {
        Page page = new Page("Runs that end below their seed program in " + world);
        page.text(text(TextTable.Style.MARKDOWN));
        return page;
    }
}
