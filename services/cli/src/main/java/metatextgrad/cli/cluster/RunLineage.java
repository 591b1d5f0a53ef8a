package metatextgrad.cli.cluster;

import java.util.List;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.lineage.Lineage;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;

/** How a run came to its result, from the topics. */
public record RunLineage(Lineage lineage, Line answer) {
    private static final List<Topic> TOPICS =
            List.of(
                    Topics.META_PROMPTS,
                    Topics.META_STRUCTURES,
                    Topics.TRIALS,
                    Topics.OPTIMIZER_STATE,
                    Topics.SCORES,
                    Topics.GRADIENTS,
                    Topics.OPTIMIZERS);

    /**
     * Returns the lineage of this run.
     *
     * @throws EnvironmentProblem if it is unknown, or has no result yet
     */
    public static RunLineage of(Cluster cluster, RunId run) {
        Stamped<RunState> last = RunCatalog.state(cluster, run).orElse(null);
        if (last == null && !RunCatalog.exists(cluster, run)) throw RunCatalog.unknown(run);
        if (last == null || last.event().lines().isEmpty())
            throw Exit.NOT_FOUND.problem("run %s has no result yet: mtg runs watch %s", run, run);
        RunState state = last.event();
        Lineage lineage = new Lineage(run);
        lineage.accept(state);
        try (EventReader reader = cluster.reader(TOPICS)) {
            reader.since(RunCatalog.began(cluster, run));
            for (Stamped<Event> one : reader.until(last.millis())) lineage.accept(one.event());
        }
        return new RunLineage(lineage, state.lines().get(state.best()));
    }
}
