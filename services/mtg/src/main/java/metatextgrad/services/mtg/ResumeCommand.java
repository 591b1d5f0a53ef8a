package metatextgrad.services.mtg;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends {@code mtg pause --all}. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Lets calls go on after mtg pause --all; mtg runs resume lets one run go on.")
final class ResumeCommand implements Callable<Integer> {
    @Option(names = "--all", required = true, description = "All projects; nothing less is meant.")
    private boolean all;

    @Override
    public Integer call() {
        return PauseCommand.set(false, all);
    }
}
