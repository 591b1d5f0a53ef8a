package metatextgrad.cli.input;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventReader.Stamped;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.topics.Topics;

/** Runs as users type them. */
public final class RunIds {
    /** The description of every parameter that names a run. */
    public static final String DESCRIPTION =
            "Id of a run, or its first letters; mtg runs ls lists them.";

    private RunIds() {}

    /**
     * Returns the run with this id.
     *
     * @param typed its id, or as many of its first letters as no other id begins with
     * @throws EnvironmentProblem if none has it, or several have
     */
    public static RunId named(Cluster cluster, String typed) {
        Set<String> ids = new TreeSet<>();
        // A request comes before the first state, and expires long before the last one.
        try (EventReader reader = cluster.reader(List.of(Topics.RUN_COMMANDS, Topics.RUNS))) {
            for (Stamped<Event> one : reader.toEnd()) {
                if (one.event() instanceof RunState state) ids.add(state.key());
                if (one.event() instanceof RunRequested request) ids.add(request.id().value());
            }
        }
        return new RunId(new IdPrefixes(ids).named(typed, "run", "mtg runs ls"));
    }
}
