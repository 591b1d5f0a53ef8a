package metatextgrad.experiments.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.experiments.live.CanaryWorld;
import metatextgrad.experiments.live.GateStudy;
import metatextgrad.experiments.live.GateStudy.LevelRule;
import metatextgrad.experiments.live.GateStudy.Life;
import metatextgrad.experiments.live.PairedWorld;
import metatextgrad.experiments.live.ShareWorld;
import metatextgrad.model.Text;
import metatextgrad.process.Exit;
import metatextgrad.rollout.Comparison;
import metatextgrad.statistics.Interval;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tests how often a gate or canary promotes a version that is no better. */
@Command(
        name = "gate",
        description = {
            "Simulates contests of a challenger with a champion, and counts the wrong promotions.",
            "Calls no model. Takes about a minute. The exit code is 1 if an expectation is missed."
        })
@Prints(LiveStudyView.class)
final class ExperimentGateCommand implements Callable<Integer> {
    /** The largest upper end of the interval of the share of wrong promotions. */
    private static final double MOST_WRONG = .06;

    /** The largest mean share of wrong promotions among those of a life with e-LOND. */
    private static final double MOST_OF_LIFE = .05;

    /** The smallest number of gains found in a life with levels per contest. */
    private static final double GAINS_FOUND = 15;

    /** A gate may need this many times the tasks of a test of fixed size. */
    private static final double SLOWER = 1.3;

    /** Tasks that a test of fixed size needs (METHOD §4.4 item 4, row power). */
    private enum FixedSize {
        TEN_POINTS(.1, 122),
        FIVE_POINTS(.05, 493),
        THREE_POINTS(.03, 1_372);

        private final double gain;
        private final int tasks;

        FixedSize(double gain, int tasks) {
            this.gain = gain;
            this.tasks = tasks;
        }
    }

    @Option(
            names = "--contests",
            paramLabel = "N",
            description = "Number of contests of each row (default: ${DEFAULT-VALUE}).")
    private int contests = 2_000;

    @Option(
            names = "--lives",
            paramLabel = "N",
            description =
                    "Number of lives of 200 contests, 20 of them with a gain of 10 points (default: ${DEFAULT-VALUE}).")
    private int lives = 500;

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        if (contests < 1) throw Exit.USAGE.problem("--contests must be 1 or more");
        if (lives < 1) throw Exit.USAGE.problem("--lives must be 1 or more");
        ProgressPrinter progress = new ProgressPrinter(System.err);
        List<LiveStudyRow> rows = new ArrayList<>();
        for (PairedWorld world : PairedWorld.values())
            rows.add(wrong("gate, " + name(world), GateStudy.promotions(world, contests)));
        for (CanaryWorld world : CanaryWorld.values())
            rows.add(wrong("canary, equal, " + name(world), GateStudy.promotions(world, contests)));
        rows.addAll(ofShares());
        rows.add(
                row(
                        "only corrected answers are truth",
                        "share promoted by a naive loop",
                        GateStudy.naivePromotions(contests) / (double) contests));
        progress.accept("contests are finished");
        for (FixedSize size : FixedSize.values())
            rows.add(
                    new LiveStudyRow(
                            "gate, " + name(size),
                            contests,
                            "median tasks to promote",
                            GateStudy.medianStop(size.gain, contests),
                            null,
                            null,
                            Math.floor(SLOWER * size.tasks)));
        progress.accept("power is measured");
        for (LevelRule rule : LevelRule.values()) {
            rows.addAll(ofLives(rule));
            progress.accept("lives with levels " + Text.kebab(rule) + " are finished");
        }
        LiveStudyView view = new LiveStudyView(true, rows);
        output.print(view);
        return (view.met() ? Exit.OK : Exit.FAILURE).code();
    }

    private LiveStudyRow wrong(String what, int promotions) {
        double share = promotions / (double) contests;
        return new LiveStudyRow(
                what,
                contests,
                "share promoted",
                share,
                Interval.wilson(share, contests).high(),
                null,
                MOST_WRONG);
    }

    private List<LiveStudyRow> ofShares() {
        List<LiveStudyRow> rows = new ArrayList<>();
        for (ShareWorld world : List.of(ShareWorld.STEADY, ShareWorld.GROWING)) {
            double share = GateStudy.stops(world, contests) / (double) contests;
            rows.add(
                    new LiveStudyRow(
                            "canary, equal, share " + name(world),
                            contests,
                            "share stopped by a mismatch",
                            share,
                            null,
                            null,
                            1 / Comparison.MISMATCH));
        }
        rows.add(
                row(
                        "canary, half of the feedback",
                        "median judged answers to the stop",
                        GateStudy.medianStop(ShareWorld.HALF_FEEDBACK, contests)));
        return rows;
    }

    private LiveStudyRow row(String what, String measure, double value) {
        return new LiveStudyRow(what, contests, measure, value, null, null, null);
    }

    private List<LiveStudyRow> ofLives(LevelRule rule) {
        Life[] all = GateStudy.lives(rule, lives);
        String what = "lives, levels " + Text.kebab(rule);
        double wrong = Arrays.stream(all).mapToDouble(Life::wrongShare).average().orElseThrow();
        double right =
                Arrays.stream(all)
                        .mapToInt(life -> life.promotions() - life.wrong())
                        .average()
                        .orElseThrow();
        double perLife = Arrays.stream(all).mapToInt(Life::wrong).average().orElseThrow();
        boolean controlled = rule == LevelRule.E_LOND;
        return List.of(
                new LiveStudyRow(
                        what,
                        lives,
                        "mean share of wrong promotions",
                        wrong,
                        null,
                        null,
                        controlled ? MOST_OF_LIFE : null),
                new LiveStudyRow(
                        what,
                        lives,
                        "mean gains promoted, of 20",
                        right,
                        null,
                        controlled ? null : GAINS_FOUND,
                        null),
                new LiveStudyRow(
                        what,
                        lives,
                        "mean wrong promotions",
                        perLife,
                        null,
                        null,
                        controlled ? null : rule.expectedWrong()));
    }

    private static String name(Enum<?> value) {
        return Text.kebab(value).replace('-', ' ');
    }
}
