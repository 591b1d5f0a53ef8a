package metatextgrad.services.mtg;

import java.util.List;
import metatextgrad.model.RunCancelled;
import metatextgrad.model.RunId;
import metatextgrad.model.RunPaused;
import metatextgrad.model.RunResumed;
import metatextgrad.model.RunState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs: start, list, show, watch, pause, resume, cancel. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description =
                "Starts, lists, shows, watches, pauses, resumes and cancels runs; hands optimizers in.",
        subcommands = {RunsStartCommand.class, RunsShowCommand.class, RunsProposeCommand.class})
final class RunsCommand {
    @Command(
            name = "ls",
            mixinStandardHelpOptions = true,
            description = "Lists runs and where they stand.")
    int list(
            @Option(
                            names = {"-o", "--output"},
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
                    Output output) {
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            List<RunState> runs = List.copyOf(KnownRuns.all(cluster));
            switch (output) {
                case table -> RunList.table(runs).forEach(System.out::println);
                case json -> System.out.println(RunList.json(runs));
            }
        }
        return Exit.OK.code();
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description =
                    "Holds a run: what is asked already is answered and kept, nothing more is asked.")
    int pause(@Parameters(paramLabel = "RUN", description = "Its id.") String run) {
        return RunSteer.send(new RunPaused(Inputs.run(run)));
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Lets a paused run go on to the result it would have had.")
    int resume(@Parameters(paramLabel = "RUN", description = "Its id.") String run) {
        return RunSteer.send(new RunResumed(Inputs.run(run)));
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Ends a run for ever; its best so far is reported, untested.")
    int cancel(@Parameters(paramLabel = "RUN", description = "Its id.") String run) {
        return RunSteer.send(new RunCancelled(Inputs.run(run)));
    }

    @Command(
            name = "watch",
            mixinStandardHelpOptions = true,
            description =
                    "Follows a run until it is over; exit code 1 if it failed or was cancelled.")
    int watch(@Parameters(paramLabel = "RUN", description = "Its id.") String run) {
        RunId id = Inputs.run(run);
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            if (!KnownRuns.exists(cluster, id)) throw KnownRuns.unknown(id);
            try (EventReader reader = cluster.reader(RunWatch.TOPICS)) {
                RunWatch watch = new RunWatch(id, System.out::println, "mtg runs show " + id);
                RunState last = watch.follow(reader, () -> false);
                boolean ended = last != null && last.status() != RunState.Status.FINISHED;
                return ended ? Exit.FAILURE.code() : Exit.OK.code();
            }
        }
    }
}
