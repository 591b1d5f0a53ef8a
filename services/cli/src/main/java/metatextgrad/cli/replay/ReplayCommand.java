package metatextgrad.cli.replay;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.input.RunIdConverter;
import metatextgrad.cli.input.RunIds;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.model.RunId;
import metatextgrad.model.event.RunState;
import metatextgrad.process.Exit;
import metatextgrad.replay.Replay;
import metatextgrad.replay.RunLog;
import metatextgrad.topics.Topic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Derives a run from the log again, without a model call, and compares it. */
@Command(
        name = "replay",
        description =
                "Derives a finished run from the log again, without a model call, and compares every state. Exit code 1 if one differs.")
@Prints(ReplayReport.class)
public final class ReplayCommand implements Callable<Integer> {
    @Option(
            names = "--run",
            paramLabel = "RUN",
            required = true,
            converter = RunIdConverter.class,
            description = RunIds.DESCRIPTION)
    private String run = "";

    @Mixin private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() {
        ReplayReport report;
        try (Cluster cluster = options.connect()) {
            ProgressPrinter progress = new ProgressPrinter(System.err);
            report = replayed(cluster, RunIds.named(cluster, run), progress);
        }
        options.print(report);
        return report.equal() ? Exit.OK.code() : Exit.FAILURE.code();
    }

    private static ReplayReport replayed(Cluster cluster, RunId id, ProgressPrinter progress) {
        TopicComparison check = new TopicComparison();
        RunLog log = RunLogReader.read(cluster, id, progress);
        RunState last = requireNonNull(log.last());
        progress.accept("comparing with the events on the topics");
        for (Topic topic : RunLogReader.TOPICS) {
            RunLogReader.each(
                    cluster,
                    topic,
                    event -> {
                        if (Replay.decided(log, event)) check.recorded(event);
                    });
        }
        progress.accept("deriving the run from %d recorded answers".formatted(log.answered()));
        return ReplayReport.of(log, last, check);
    }
}
