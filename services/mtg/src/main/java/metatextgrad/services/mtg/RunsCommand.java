package metatextgrad.services.mtg;

import java.util.List;
import metatextgrad.model.RunId;
import metatextgrad.model.RunState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs: start, list, show, watch. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "Starts, lists, shows and watches runs.",
        subcommands = {RunsStartCommand.class, RunsShowCommand.class})
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
            name = "watch",
            mixinStandardHelpOptions = true,
            description = "Follows a run until it is over; exit code 1 if it failed.")
    int watch(@Parameters(paramLabel = "RUN", description = "Its id.") String run) {
        RunId id = new RunId(run);
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            if (!KnownRuns.exists(cluster, id)) throw KnownRuns.unknown(id);
            try (EventReader reader = cluster.reader(RunWatch.TOPICS)) {
                RunState last = new RunWatch(id, System.out::println).follow(reader, () -> false);
                boolean failed = last != null && last.status() == RunState.Status.FAILED;
                return failed ? Exit.FAILURE.code() : Exit.OK.code();
            }
        }
    }
}
