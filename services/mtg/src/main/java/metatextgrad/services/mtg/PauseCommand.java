package metatextgrad.services.mtg;

import java.util.concurrent.Callable;
import metatextgrad.model.BudgetLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops every paid call at once; what is under way is still answered and kept. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description =
                "Stops every call to a model within two seconds, of all projects; those under way"
                        + " are answered and kept. mtg runs pause holds one run.")
final class PauseCommand implements Callable<Integer> {
    @Option(names = "--all", required = true, description = "All projects; nothing less is meant.")
    private boolean all;

    @Override
    public Integer call() {
        return set(true, all);
    }

    static int set(boolean paused, boolean all) {
        if (!all) throw Exit.USAGE.problem("--all is missing");
        BudgetWriter.write(
                BudgetLimits.ALL,
                held ->
                        new BudgetLimits(
                                held.budget(),
                                held.whole(),
                                held.day(),
                                paused,
                                held.serial().next()));
        return Exit.OK.code();
    }
}
