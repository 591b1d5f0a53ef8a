package metatextgrad.cli.runs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterCommand;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.optimizers.OptimizerFiles;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.meta.SubmissionRules;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.RunId;
import metatextgrad.model.Text;
import metatextgrad.model.event.OptimizerProposed;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs: starts, shows and controls them. */
@Command(
        name = "runs",
        description =
                "Starts, lists, shows, watches, pauses, resumes and cancels runs; submits optimizers.",
        subcommands = {RunsStartCommand.class, RunsShowCommand.class})
public final class RunsCommand extends ClusterCommand {
    private static final String RUN = "Id of a run; mtg runs ls lists them.";

    @Command(name = "ls", description = "Lists runs with their status.")
    int list(@Mixin OutputOptions output) {
        return show(output, cluster -> RunListView.of(RunCatalog.all(cluster)));
    }

    @Command(
            name = "pause",
            description =
                    "Pauses a run. It submits no more requests; answers to earlier ones are recorded.")
    int pause(@Parameters(paramLabel = "RUN", description = RUN) String run) {
        return RunControl.send(new RunPaused(Inputs.run(run)));
    }

    @Command(
            name = "resume",
            description = "Resumes a paused run. The pause does not change its result.")
    int resume(@Parameters(paramLabel = "RUN", description = RUN) String run) {
        return RunControl.send(new RunResumed(Inputs.run(run)));
    }

    @Command(
            name = "cancel",
            description = "Ends a run. Its best program so far is reported without a test score.")
    int cancel(@Parameters(paramLabel = "RUN", description = RUN) String run) {
        return RunControl.send(new RunCancelled(Inputs.run(run)));
    }

    @Command(
            name = "watch",
            description = "Follows a run until it ends. Exit code 1 if it failed or was cancelled.")
    int watch(@Parameters(paramLabel = "RUN", description = RUN) String run) {
        RunId id = Inputs.run(run);
        try (Cluster cluster = Cluster.connect()) {
            if (!RunCatalog.exists(cluster, id)) throw RunCatalog.unknown(id);
            try (EventReader reader = cluster.reader(RunWatcher.TOPICS)) {
                RunWatcher watch = new RunWatcher(id, System.out::println, "mtg runs show " + id);
                RunState last = watch.follow(reader, () -> {});
                boolean finished = last.status() == RunState.Status.FINISHED;
                return finished ? Exit.OK.code() : Exit.FAILURE.code();
            }
        }
    }

    @Command(
            name = "propose",
            description =
                    "Submits an optimizer to a run that has not ended. The run tries it after the prompt rounds and records a verdict.")
    int propose(
            @Parameters(paramLabel = "RUN", description = RUN) String run,
            @Option(
                            names = "--optimizer",
                            required = true,
                            description = "A file that mtg optimizers export wrote.")
                    Path file) {
        RunId id = Inputs.run(run);
        OptimizerSpec spec = OptimizerFiles.read(file).optimizer();
        return write(
                (cluster, client) -> {
                    RunState state = RunCatalog.last(cluster, id);
                    RunRequested request =
                            state != null ? state.request() : RunCatalog.requested(cluster, id);
                    requireOpen(id, state);
                    Optional<String> problem = SubmissionRules.problem(request, spec);
                    if (problem.isPresent())
                        throw Exit.CONFIGURATION.problem("%s: %s", file, problem.get());
                    client.send(List.of(new OptimizerProposed(id, spec)));
                    System.out.printf(
                            "optimizer %s is submitted to run %s; mtg runs watch %s shows the verdict%n",
                            spec.name(), id, id);
                });
    }

    /**
     * @throws EnvironmentProblem if the run has ended
     */
    static void requireOpen(RunId run, @Nullable RunState state) {
        if (state == null || state.status().open()) return;
        throw Exit.CONFIGURATION.problem(
                "run %s has ended (%s): submit the optimizer to the next run with mtg optimizers import",
                run, Text.lower(state.status()));
    }
}
