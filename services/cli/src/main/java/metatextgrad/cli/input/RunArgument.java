package metatextgrad.cli.input;

import metatextgrad.cli.cluster.Cluster;
import metatextgrad.model.RunId;
import metatextgrad.process.EnvironmentProblem;
import picocli.CommandLine.Parameters;

/** The run that a command is about, as the user types it: a mixin of commands. */
public final class RunArgument {
    @Parameters(
            paramLabel = "RUN",
            converter = RunIdConverter.class,
            description = RunIds.DESCRIPTION)
    private String typed = "";

    /**
     * Returns the run.
     *
     * @throws EnvironmentProblem if none has this id, or several have
     */
    public RunId in(Cluster cluster) {
        return RunIds.named(cluster, typed);
    }
}
