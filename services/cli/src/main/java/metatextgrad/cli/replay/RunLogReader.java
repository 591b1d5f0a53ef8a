package metatextgrad.cli.replay;

import java.util.List;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.llm.Requester;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.replay.RunLog;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;

/** Reads the log of a run that has ended. */
public final class RunLogReader {
    /** All topics with events of a run; windows come before tasks, requests before answers. */
    static final List<Topic> TOPICS =
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

    private RunLogReader() {}

    /**
     * Returns the log of a run, with all its tasks.
     *
     * @throws EnvironmentProblem if the run is unknown or has not ended, or if tasks have expired
     */
    public static RunLog read(Cluster cluster, RunId id, Consumer<String> progress) {
        RunLog log = new RunLog(id);
        progress.accept("reading the log of the run");
        for (Topic topic : TOPICS) each(cluster, topic, log::accept);
        for (Requester requester : Requester.values())
            each(cluster, Topics.responses(requester), log::accept);
        RunRequested request = log.request();
        if (request == null) throw RunCatalog.unknown(id);
        RunState last = over(log, id);
        requireTasks(log, last.request());
        return log;
    }

    static void each(Cluster cluster, Topic topic, Consumer<Event> listener) {
        try (EventReader reader = cluster.reader(List.of(topic))) {
            reader.toEnd(one -> listener.accept(one.event()), left -> {});
        }
    }

    private static RunState over(RunLog log, RunId run) {
        RunState last = log.last();
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
