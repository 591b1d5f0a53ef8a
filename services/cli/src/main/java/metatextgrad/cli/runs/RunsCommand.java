package metatextgrad.cli.runs;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.RunCatalog;
import metatextgrad.cli.input.OperatorOption;
import metatextgrad.cli.input.ReasonOption;
import metatextgrad.cli.input.RunArgument;
import metatextgrad.cli.optimizers.OptimizerFiles;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.View;
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
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.GuardedOutput;
import metatextgrad.process.ShutdownState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs: starts, shows and controls them. */
@Command(
        name = "runs",
        description =
                "Starts, lists, shows, watches, pauses, resumes, cancels and forks runs; submits optimizers.",
        subcommands = {RunsStartCommand.class, RunsForkCommand.class, RunsShowCommand.class})
public final class RunsCommand {
    @Command(name = "ls", description = "Lists runs with their status.")
    @Prints(RunListView.class)
    int list(@Mixin ClusterOptions options) {
        return options.show(
                cluster -> {
                    Collection<RunState> begun = RunCatalog.all(cluster);
                    return RunListView.of(begun, RunCatalog.unbegun(cluster, begun));
                });
    }

    @Command(
            name = "pause",
            description =
                    "Pauses a run. It submits no more requests; answers to earlier ones are recorded.")
    @Prints(RunControl.RunControlView.class)
    int pause(
            @Mixin RunArgument run,
            @Mixin ReasonOption reason,
            @Mixin OperatorOption operator,
            @Mixin ClusterOptions options) {
        String why = reason.text();
        String by = operator.name();
        return RunControl.send(options, run, id -> new RunPaused(id, why, by));
    }

    @Command(
            name = "resume",
            description = "Resumes a paused run. The pause does not change its result.")
    @Prints(RunControl.RunControlView.class)
    int resume(
            @Mixin RunArgument run,
            @Mixin ReasonOption reason,
            @Mixin OperatorOption operator,
            @Mixin ClusterOptions options) {
        String why = reason.text();
        String by = operator.name();
        return RunControl.send(options, run, id -> new RunResumed(id, why, by));
    }

    @Command(
            name = "cancel",
            description = "Ends a run. Its best program so far is reported without a test score.")
    @Prints(RunControl.RunControlView.class)
    int cancel(
            @Mixin RunArgument run,
            @Mixin ReasonOption reason,
            @Mixin OperatorOption operator,
            @Mixin ClusterOptions options) {
        String why = reason.text();
        String by = operator.name();
        return RunControl.send(options, run, id -> new RunCancelled(id, why, by));
    }

    @Command(
            name = "watch",
            description =
                    "Follows a run until it ends. Exit code 1 if it failed or was cancelled. With -o json, prints how it ended.")
    @Prints(EndedRunView.class)
    int watch(@Mixin RunArgument run, @Mixin ClusterOptions options) {
        try (Cluster cluster = options.connect()) {
            RunId id = run.in(cluster);
            Thread interrupted = new Thread(() -> System.err.println(continues(id)), "watch-end");
            Runtime.getRuntime().addShutdownHook(interrupted);
            try (EventReader reader = cluster.reader(RunWatcher.TOPICS)) {
                reader.since(RunCatalog.began(cluster, id));
                RunWatcher watch =
                        new RunWatcher(id, options.output().lines(), "mtg runs show " + id);
                StartNotice notice = new StartNotice(id, System.err::println, System.nanoTime());
                RunState last =
                        watch.follow(
                                reader,
                                () -> {
                                    GuardedOutput.requireWritable();
                                    notice.check(watch.hasBegun(), System.nanoTime());
                                });
                options.print(new EndedRunView(RunHead.of(last), last.reason()));
                boolean finished = last.status() == RunState.Status.FINISHED;
                return finished ? Exit.OK.code() : Exit.FAILURE.code();
            } finally {
                ShutdownState.removed(interrupted);
            }
        }
    }

    private static String continues(RunId run) {
        return "run %s continues; to end it: mtg runs cancel %s".formatted(run, run);
    }

    /** How a followed run ended. The lines before have it as text. */
    record EndedRunView(@JsonUnwrapped RunHead head, String reason) implements View {
        @Override
        public List<String> text() {
            return List.of();
        }
    }

    @Command(
            name = "propose",
            description =
                    "Submits an optimizer to a run that has not ended. The run tries it after the prompt rounds and records a verdict. A race leaves it to the project's next run.")
    @Prints(ProposedOptimizerView.class)
    int propose(
            @Mixin RunArgument run,
            @Option(
                            names = {"-f", "--file"},
                            required = true,
                            paramLabel = "FILE",
                            description = "A file that mtg optimizers export wrote.")
                    Path file,
            @Mixin ClusterOptions options) {
        OptimizerSpec spec = OptimizerFiles.read(file).optimizer();
        return options.write(
                (cluster, client) -> {
                    RunId id = run.in(cluster);
                    RunState state = RunCatalog.last(cluster, id);
                    RunRequested request =
                            state != null ? state.request() : RunCatalog.requested(cluster, id);
                    requireOpen(id, state);
                    Optional<String> problem = SubmissionRules.problem(request, spec);
                    if (problem.isPresent())
                        throw Exit.CONFIGURATION.problem("%s: %s", file, problem.get());
                    client.send(List.of(new OptimizerProposed(id, spec)));
                    boolean waits = request.project().meta().mode() == SearchMode.RACE;
                    return new ProposedOptimizerView(id.value(), spec.name(), waits);
                });
    }

    /**
     * An optimizer that was submitted to a run.
     *
     * @param waits whether the run is a race, so that the project's next run tries it
     */
    record ProposedOptimizerView(String run, String optimizer, boolean waits) implements View {
        @Override
        public List<String> text() {
            String tried =
                    waits
                            ? "which is a race: the project's next run tries it"
                            : "mtg runs watch %s shows the verdict".formatted(run);
            return List.of(
                    "optimizer %s is submitted to run %s%s %s"
                            .formatted(optimizer, run, waits ? "," : ";", tried));
        }
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
