package metatextgrad.embedded.run;

import java.time.Duration;
import java.util.function.Supplier;
import metatextgrad.cli.logging.Logs;
import metatextgrad.cli.runs.ControlRow;
import metatextgrad.cli.runs.FinishedRunView;
import metatextgrad.cli.runs.RunResult;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.cli.text.View;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.embedded.AllInOne;
import metatextgrad.services.worker.LlmWorker;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of {@code demo} and {@code run}: both do one run on a temporary folder. */
final class SingleRunOptions {
    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Random seed for the batch order, and in the demo for the tasks and models (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Mixin private OutputOptions output = new OutputOptions();

    long seed() {
        return seed;
    }

    /** Prints what a demo showed. */
    int print(View view) {
        return output.print(view);
    }

    /** Prints the size and cost of the run, without running it. */
    int forecast(SingleRun run) {
        return output.print(run.forecast());
    }

    /**
     * Runs to the end on real models and prints the result.
     *
     * @param deadline as in {@code MTG_DEADLINE}
     * @param next what to type next
     */
    int run(
            SingleRun run,
            ModelEndpoint endpoint,
            Duration deadline,
            ProgressPrinter progress,
            String... next) {
        return run(run, endpoint, deadline, null, () -> null, progress, next);
    }

    /**
     * As the other method, on any models, with a control beside the result.
     *
     * @param world of the simulated models; null for real models
     * @param control is called after the run; returns null if there is none
     */
    int run(
            SingleRun run,
            ModelEndpoint endpoint,
            Duration deadline,
            @Nullable String world,
            Supplier<@Nullable ControlRow> control,
            ProgressPrinter progress,
            String... next) {
        // What a run costs is part of its result, so no log line interrupts the progress.
        Logs.hideWarnings(LlmWorker.PRICE_LOGGER);
        try (AllInOne system = AllInOne.temporary(endpoint, deadline, progress)) {
            RunResult result = run.on(system, endpoint);
            return output.print(FinishedRunView.of(result, world, control.get(), next));
        }
    }
}
