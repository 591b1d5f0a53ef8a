package metatextgrad.cli.input;

import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.model.RunId;
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
        // A request comes before the first state, and expires long before the last one. Both have
        // the id as their key.
        try (EventReader reader = cluster.reader(List.of(Topics.RUN_COMMANDS, Topics.RUNS))) {
            return new RunId(new IdPrefixes(reader.keys()).named(typed, "run", "mtg runs ls"));
        }
    }
}
