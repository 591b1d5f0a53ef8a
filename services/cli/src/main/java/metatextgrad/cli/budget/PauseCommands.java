package metatextgrad.cli.budget;

import java.util.concurrent.Callable;
import metatextgrad.process.Exit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops all model calls, or lets them continue. Calls in flight end and are recorded. */
public final class PauseCommands {
    private static final String ALL = "Apply to all projects (required).";

    private PauseCommands() {}

    /** {@code mtg pause}. */
    @Command(
            name = "pause",
            description =
                    "Stops all model calls of all projects within two seconds. Calls in flight end and are recorded. To pause one run: mtg runs pause.")
    public static final class Pause implements Callable<Integer> {
        @Option(names = "--all", required = true, description = ALL)
        private boolean all;

        @Override
        public Integer call() {
            return set(true, all);
        }
    }

    /** {@code mtg resume}. */
    @Command(
            name = "resume",
            description =
                    "Continues model calls after mtg pause --all. To resume one run: mtg runs resume.")
    public static final class Resume implements Callable<Integer> {
        @Option(names = "--all", required = true, description = ALL)
        private boolean all;

        @Override
        public Integer call() {
            return set(false, all);
        }
    }

    private static int set(boolean paused, boolean all) {
        if (!all) throw Exit.USAGE.problem("--all is missing");
        return BudgetWriter.pauseAll(paused);
    }
}
