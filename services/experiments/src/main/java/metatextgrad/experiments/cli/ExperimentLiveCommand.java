package metatextgrad.experiments.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.input.NameConverter;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.Prints;
import metatextgrad.experiments.live.LiveStudy;
import metatextgrad.experiments.live.LiveStudy.Outcome;
import metatextgrad.experiments.live.LiveStudy.Way;
import metatextgrad.json.Resources;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import metatextgrad.simulator.world.UnknownWorldException;
import metatextgrad.simulator.world.Worlds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets projects adapt to simulated traffic, in memory. */
@Command(
        name = "live",
        description = {
            "Lets projects adapt to simulated traffic, in memory: their prompts, and their prompts and optimizers. Beside them are the seed prompt, and a loop that serves every improvement at once.",
            "Takes about a second for each seed and window. The exit code is 1 if the expectation is missed."
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
            names = "--drift",
            description =
                    "After a third of the tasks the model changes: what helped most helps least.")
    private boolean drift;

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

    @Option(
            names = "--expect",
            paramLabel = "KIND",
            converter = ExpectedConverter.class,
            description =
                    "What adapting minus the seed prompt must show: above or not-below. The exit code is 1 if it is missed.")
    private LiveView.@Nullable Expected expected;

    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        if (windows < 1 || windows > 200)
            throw Exit.USAGE.problem("--windows must be from 1 to 200");
        if (seeds < 1) throw Exit.USAGE.problem("--seeds must be 1 or more");
        try {
            Worlds.find(world);
        } catch (UnknownWorldException e) {
            throw Exit.USAGE.problem(e, "--world: %s", e.getMessage());
        }
        Project project =
                Inputs.project("the study's project", Resources.text("/projects/traffic.yaml"));
        List<Outcome> frozen = outcomes(project, Way.FROZEN);
        List<Outcome> prompts = outcomes(project, Way.PROMPTS);
        List<Outcome> adapting = outcomes(project, Way.ADAPT);
        List<Outcome> naive = outcomes(project, Way.NAIVE);
        LiveView view =
                new LiveView(
                        world,
                        drift,
                        windows * WINDOW,
                        seeds,
                        List.of(
                                LiveView.Row.of("seed prompt", frozen),
                                LiveView.Row.of("prompts adapt", prompts),
                                LiveView.Row.of("prompts and optimizers adapt", adapting),
                                LiveView.Row.of("every improvement", naive)),
                        LiveView.Difference.overSeed(adapting, frozen),
                        LiveView.Difference.of(adapting, naive),
                        LiveView.Difference.of(adapting, prompts),
                        expected);
        output.print(view);
        return (view.met() ? Exit.OK : Exit.FAILURE).code();
    }

    private List<Outcome> outcomes(Project project, Way way) {
        return IntStream.rangeClosed(1, seeds)
                .parallel()
                .mapToObj(seed -> LiveStudy.of(project, world, drift, windows * WINDOW, seed, way))
                .toList();
    }

    /** Reads an expectation. */
    static final class ExpectedConverter extends NameConverter<LiveView.Expected> {
        ExpectedConverter() {
            super("expectation", LiveView.Expected.values(), LiveView.Expected::toString);
        }
    }
}
