package metatextgrad.services.mtg;

import metatextgrad.streams.ModelEndpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code demo} and {@code run} share: one run, on a data folder that goes away with it. */
final class OnceOptions {
    @Option(
            names = "--seed",
            description =
                    "Another seed makes another order of batches, in the demo other tasks and models too (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed = 1;

    @Option(
            names = {"-o", "--output"},
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            defaultValue = "table")
    private Output output = Output.table;

    long seed() {
        return seed;
    }

    /** Says what the run would take, and nothing else. */
    int forecast(OneRun run) {
        Printed.forecast(run.size(), run.prices(), output);
        return Exit.OK.code();
    }

    /**
     * Runs to the end and prints what came out.
     *
     * @param world of the simulated models; null for others
     */
    int run(OneRun run, ModelEndpoint endpoint, @Nullable String world, Progress progress) {
        try (Workspace folder = Workspace.temporary();
                AllInOne all =
                        AllInOne.start(
                                folder.path(), AllInOne.PortChoice.ANY, endpoint, 1, progress)) {
            folder.closeOnExit(all);
            Printed.summary(run.on(all, endpoint), world, output);
            return Exit.OK.code();
        }
    }
}
