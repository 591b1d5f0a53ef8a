package metatextgrad.cli.replay;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.cli.input.RunIdConverter;
import metatextgrad.cli.input.RunIds;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.llm.Requester;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.process.Exit;
import metatextgrad.replay.Replay;
import metatextgrad.replay.RunLog;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;
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
    /** All topics with events of a run; windows come before tasks, requests before answers. */
    private static final List<Topic> TOPICS =
            List.of(
                    Topics.RUN_COMMANDS,
                    Topics.RUNS,
                    Topics.META_PROMPTS,
                    Topics.META_STRUCTURES,
                    Topics.TRIALS,
                    Topics.WINDOWS,
                    Topics.INTAKE_INBOX,
                    Topics.SNAPSHOTS,
                    Topics.BATCH_REQUESTS,
                    Topics.TASK_BATCHES,
                    Topics.LLM_REQUESTS,
                    Topics.CANDIDATE_OUTPUTS,
                    Topics.TEXTUAL_LOSSES,
                    Topics.GRADIENTS,
                    Topics.OPTIMIZER_STATE,
                    Topics.SCORES,
                    Topics.OPTIMIZERS,
                    Topics.CHALLENGERS);

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
        RunLog log = new RunLog(id);
        TopicComparison check = new TopicComparison();
        read(cluster, log, progress);
        RunRequested request = log.request();
        if (request == null) throw RunCatalog.unknown(id);
        RunState last = over(id, log.last());
        requireTasks(log, request);
        progress.accept("comparing with the events on the topics");
        for (Topic topic : TOPICS) {
            each(
                    cluster,
                    topic,
                    event -> {
                        if (Replay.decided(log, event)) check.recorded(event);
                    });
        }
        progress.accept("deriving the run from %d recorded answers".formatted(log.answered()));
        return ReplayReport.of(log, last, check);
    }

    private static void read(Cluster cluster, RunLog log, ProgressPrinter progress) {
        progress.accept("reading the log of the run");
        for (Topic topic : TOPICS) each(cluster, topic, log::accept);
        for (Requester requester : Requester.values())
            each(cluster, Topics.responses(requester), log::accept);
    }

    private static void each(Cluster cluster, Topic topic, Consumer<Event> listener) {
        try (EventReader reader = cluster.reader(List.of(topic))) {
            for (Stamped<Event> one : reader.toEnd()) listener.accept(one.event());
        }
    }

    private static RunState over(RunId run, @Nullable RunState last) {
        if (last != null && !last.status().open()) return last;
        throw Exit.CONFIGURATION.problem(
                "run %s has not ended, so more events may follow: mtg runs watch %s", run, run);
    }

    private static void requireTasks(RunLog log, RunRequested request) {
        int there = log.tasks().size();
        int count = request.snapshot().count();
        if (there < count)
            throw Exit.NOT_FOUND.problem(
                    "run %s cannot be derived: %d of the %d tasks of set %s have expired from the topic (MTG_RETENTION)",
                    request.id(), count - there, count, request.snapshot().set());
    }
}
