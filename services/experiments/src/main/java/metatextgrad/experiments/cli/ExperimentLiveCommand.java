package metatextgrad.experiments.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.cli.text.Texts;
import metatextgrad.experiments.live.LiveStudy;
import metatextgrad.experiments.live.LiveStudy.Ways;
import metatextgrad.json.Resources;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import metatextgrad.simulator.world.UnknownWorldException;
import metatextgrad.simulator.world.WorldFile;
import metatextgrad.simulator.world.Worlds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets projects adapt to simulated traffic, in memory. */
@Command(
        name = "live",
        description = {
            "Lets projects adapt to simulated traffic, in memory: their prompts, and their prompts and optimizers with as many calls. Beside them are the seed prompt, and a loop that serves every improvement at once.",
            "Takes about a second for each seed and window. The exit code is 1 if an expectation of the world file is missed."
        })
@Prints(LiveView.class)
final class ExperimentLiveCommand implements Callable<Integer> {
    private static final int WINDOW = 300;

    @Option(
            names = "--world",
            paramLabel = "WORLD",
            description = "The simulated world (default: ${DEFAULT-VALUE}).")
    private String world = "demo";

    @Option(
            names = "--poison",
            paramLabel = "SHARE",
            description =
                    "Share of poisoned tasks, in a world that has some (default: that of the world).")
    private @Nullable Double poison;

    @Option(
            names = "--windows",
            paramLabel = "N",
            description = "Traffic, in windows of 300 tasks (default: ${DEFAULT-VALUE}).")
    private int windows = 40;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Number of seeds, from 1 on (default: ${DEFAULT-VALUE}).")
    private int seeds = 20;

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        if (windows < 1 || windows > 200)
            throw Exit.USAGE.problem("--windows must be from 1 to 200");
        if (seeds < 1) throw Exit.USAGE.problem("--seeds must be 1 or more");
        WorldFile found = world();
        Project project =
                Inputs.project("the study's project", Resources.text("/projects/traffic.yaml"));
        ProgressPrinter progress = new ProgressPrinter(System.err);
        List<Ways> ways =
                IntStream.rangeClosed(1, seeds)
                        .parallel()
                        .mapToObj(
                                seed -> {
                                    Ways one = LiveStudy.of(project, found, windows * WINDOW, seed);
                                    progress.accept(
                                            Texts.format(
                                                    "seed %d: %.3f frozen, %.3f prompts, %.3f optimizers too, %.3f every improvement",
                                                    seed,
                                                    one.frozen().served(),
                                                    one.prompts().served(),
                                                    one.adapting().served(),
                                                    one.naive().served()));
                                    return one;
                                })
                        .toList();
        LiveView view =
                LiveView.of(
                        world,
                        found.traffic().poison().share(),
                        found.expect(),
                        windows * WINDOW,
                        ways);
        output.print(view);
        return view.exitCode();
    }

    private WorldFile world() {
        try {
            WorldFile found = Worlds.find(world);
            if (poison == null) return found;
            if (poison < 0 || poison > 1) throw Exit.USAGE.problem("--poison must be from 0 to 1");
            if (found.traffic().poison().marker().isEmpty())
                throw Exit.USAGE.problem(
                        "--poison needs a world with poisoned tasks, such as poisoned; %s has none",
                        world);
            return found.withPoison(poison);
        } catch (UnknownWorldException e) {
            throw Exit.USAGE.problem(e, "--world: %s", e.getMessage());
        }
    }
}
