package metatextgrad.experiments.cli;

import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.live.DriftStudy;
import metatextgrad.process.Exit;
import metatextgrad.statistics.DriftDetector;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tests how soon the drift detector notices a drop, and how long it stays silent without one. */
@Command(
        name = "drift",
        description = {
            "Simulates streams of scores, with and without a drop, and measures when the drift detector raises an alarm.",
            "Calls no model. Takes some seconds. The exit code is 1 if an expectation is missed."
        })
@Prints(LiveStudyView.class)
final class ExperimentDriftCommand implements Callable<Integer> {
    /** Scores before a drop, with a whole baseline and a thousand more. */
    private static final int LATE = DriftDetector.BASELINE + 1_000;

    /** Scores before a drop, with a part of the baseline. */
    private static final int EARLY = 400;

    /** Scores of a stream with a season: 40 windows of 300. */
    private static final int SEASONS = 12_000;

    @Option(
            names = "--streams",
            paramLabel = "N",
            description = "Number of streams of each row (default: ${DEFAULT-VALUE}).")
    private int streams = 200;

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        if (streams < 1) throw Exit.USAGE.problem("--streams must be 1 or more");
        LiveStudyView view =
                new LiveStudyView(
                        true,
                        List.of(
                                steady(.8),
                                steady(.6),
                                drop(.8, .7, LATE, 400.0),
                                drop(.6, .5, LATE, 600.0),
                                drop(.8, .75, LATE, 1_500.0),
                                drop(.8, .5, EARLY, null),
                                season(.76, .03)));
        output.print(view);
        return (view.met() ? Exit.OK : Exit.FAILURE).code();
    }

    private LiveStudyRow steady(double mean) {
        return new LiveStudyRow(
                Texts.format("steady at %.2f", mean),
                streams,
                Texts.format("mean scores to an alarm, %,d at most", DriftStudy.STEADY),
                DriftStudy.meanRun(mean, streams),
                null,
                (double) DriftDetector.ALARM,
                null);
    }

    private LiveStudyRow drop(double before, double after, int at, @Nullable Double most) {
        return new LiveStudyRow(
                Texts.format("%.2f to %.2f after %,d", before, after, at),
                streams,
                "median scores from the drop to the alarm",
                DriftStudy.medianDelay(before, after, at, streams),
                null,
                null,
                most);
    }

    private LiveStudyRow season(double mean, double swing) {
        return new LiveStudyRow(
                Texts.format("%.2f, %.2f more and less each %,d", mean, swing, DriftStudy.PERIOD),
                streams,
                Texts.format("share with an alarm in %,d scores", SEASONS),
                DriftStudy.alarmsOfSeason(mean, swing, SEASONS, streams),
                null,
                null,
                null);
    }
}
