package metatextgrad.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.runs.RunForecaster;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.world.UnknownWorldException;
import metatextgrad.simulator.world.Worlds;
import metatextgrad.strategy.Strategies;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * The subject of an experiment: a project and tasks with a real model, or simulated models, by
 * default with generated tasks and the paper's numbers of rounds and steps.
 */
public final class StudyOptions {
    private static final int TRAIN = 50;
    private static final int VAL = 100;
    private static final int MAX_ITEMS = 10_000 - TRAIN - VAL;
    private static final List<String> OPTIMIZERS = List.of("tgd", "adas");
    private static final int TEST = 2000;
    private static final List<String> TASK = List.of("dyck");
    private static final List<Long> SIMULATOR_SEED = List.of(1L);

    @Option(names = "--project", paramLabel = "FILE", description = "The project's YAML file.")
    private @Nullable Path project;

    @Option(
            names = "--tasks",
            paramLabel = "FILE",
            description = "JSONL, BIG-bench JSON or CSV, as for `mtg run`.")
    private @Nullable Path tasks;

    @Option(
            names = "--world",
            paramLabel = "WORLD",
            split = ",",
            description =
                    "Use simulated models of these worlds, or all. Several worlds give a line each.")
    private List<String> world = List.of();

    @Option(
            names = "--worlds",
            paramLabel = "N",
            description = "Use this many random worlds, and count in how many each side wins.")
    private int worlds;

    @Option(
            names = "--world-seed",
            paramLabel = "N",
            description = "Number of the first random world (default: ${DEFAULT-VALUE}).")
    private int worldSeed = 1;

    @Option(
            names = "--meta-effect",
            paramLabel = "FACTOR",
            split = ",",
            description =
                    "Scale of the effect of descriptions in a world, from 0 to 1. Several give a line each.")
    private List<Double> metaEffect = List.of();

    @Option(
            names = "--simulator-seed",
            paramLabel = "N",
            split = ",",
            description =
                    "Seed of the simulated models: with another one, other tasks are hard (default: 1). Several give a line each.")
    private List<Long> simulatorSeed = SIMULATOR_SEED;

    @Option(
            names = "--task",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Generated tasks if no file is given: dyck, word-sorting, object-counting or all (default: ${DEFAULT-VALUE}). Several give a line each.")
    private List<String> task = TASK;

    @Option(
            names = "--test-tasks",
            paramLabel = "N",
            description = "Number of generated test tasks (default: ${DEFAULT-VALUE}).")
    private int testItems = TEST;

    /** Returns one study, or one per world, task, simulator seed and effect. */
    List<Study> studies() {
        requireValid();
        List<String> names = worlds();
        if (names.isEmpty() && (project == null || tasks == null))
            throw Exit.USAGE.problem(
                    "an experiment needs --project and --tasks, or --world (or --worlds) for simulated models");
        List<DemoTasks> families = families(task);
        if (names.isEmpty()) return List.of(study(null, families.getFirst(), 1, null));
        List<Study> studies = new ArrayList<>();
        for (String name : names) {
            for (DemoTasks family : families) {
                for (long seed : simulatorSeed) {
                    if (metaEffect.isEmpty()) studies.add(study(name, family, seed, null));
                    for (double effect : metaEffect) studies.add(study(name, family, seed, effect));
                }
            }
        }
        return studies;
    }

    /**
     * Returns a study of generated tasks in one world.
     *
     * @param place WORLD or WORLD/TASK
     */
    public static Study simulated(String place, int testItems) {
        String[] parts = place.split("/", 2);
        return simulated(parts[0], parts.length == 2 ? task(parts[1]) : DemoTasks.dyck, testItems);
    }

    /** Returns a study of generated tasks of one family in a world, or in that of a file. */
    static Study simulated(String world, DemoTasks task, int testItems) {
        requireItems(testItems);
        StudyOptions options = new StudyOptions();
        options.testItems = testItems;
        return options.study(world, task, 1, null);
    }

    /** Returns the same study with other tasks of the family, drawn with this number. */
    static Study redrawn(Study study, DemoTasks task, int testItems, long number) {
        List<TaskSubmitted> tasks =
                task.tasks(study.project().id(), "study", TRAIN, VAL, testItems, number);
        return new Study(study.name(), study.project(), tasks, study.models());
    }

    /** Returns families by their names, separated by commas; {@code all} for all. */
    static List<DemoTasks> families(List<String> names) {
        return names.equals(List.of("all"))
                ? List.of(DemoTasks.values())
                : names.stream().map(StudyOptions::task).toList();
    }

    private void requireValid() {
        if (worlds < 0) throw wrong("--worlds must not be negative");
        if (worlds > 0 && !world.isEmpty()) throw wrong("--world and --worlds cannot be combined");
        if (worlds == 0 && world.isEmpty() && !metaEffect.isEmpty())
            throw wrong("--meta-effect needs simulated models: add --world");
        if (worlds == 0 && world.isEmpty() && !simulatorSeed.equals(SIMULATOR_SEED))
            throw wrong("--simulator-seed needs simulated models: add --world");
        if (tasks != null && (!task.equals(TASK) || testItems != TEST))
            throw wrong("--task and --test-tasks generate tasks: remove them, or --tasks");
        requireItems(testItems);
    }

    /** A finite set has at most 10,000 tasks. */
    private static void requireItems(int testItems) {
        requireItems("--test-tasks", testItems);
    }

    static void requireItems(String option, int items) {
        if (items < 1 || items > MAX_ITEMS)
            throw wrong("%s must be in 1..%d, not %d".formatted(option, MAX_ITEMS, items));
    }

    private static EnvironmentProblem wrong(String why) {
        return Exit.USAGE.problem(why);
    }

    private static DemoTasks task(String name) {
        try {
            return new DemoTasks.Converter().convert(name);
        } catch (TypeConversionException e) {
            throw Exit.USAGE.problem(e, String.valueOf(e.getMessage()));
        }
    }

    private List<String> worlds() {
        if (world.equals(List.of("all"))) return Worlds.BUILT_IN;
        return worlds < 1
                ? world
                : IntStream.range(worldSeed, worldSeed + worlds)
                        .mapToObj(number -> "random:" + number)
                        .toList();
    }

    private Study study(@Nullable String in, DemoTasks family, long seed, @Nullable Double effect) {
        Project read =
                project == null
                        ? WorldProjects.in(
                                in, paper(Inputs.project("the study's project", family.project())))
                        : Inputs.project(project);
        List<TaskSubmitted> given =
                tasks == null
                        ? family.tasks(read.id(), "study", TRAIN, VAL, testItems, 1)
                        : Inputs.tasks(tasks, read, false).tasks();
        RunForecaster.of(read, given).requireEnough();
        String name = in == null ? read.id().value() : in;
        if (task.size() > 1 || task.contains("all")) name += "/" + family;
        if (simulatorSeed.size() > 1) name += ", seed " + seed;
        String dose = effect == null ? "" : Study.DOSE + effect;
        return new Study(name + dose, read, given, models(in, seed, effect));
    }

    private static @Nullable SimulatorConfig models(
            @Nullable String in, long seed, @Nullable Double effect) {
        if (in == null) return null;
        try {
            Worlds.find(in);
            return SimulatorConfig.of(in).withServerSeed(seed).withMetaEffect(effect);
        } catch (UnknownWorldException | IllegalArgumentException e) {
            throw Exit.USAGE.problem(e, String.valueOf(e.getMessage()));
        }
    }

    /** Sets the parameters of METHOD §1.7 row 9: r = 2, J_p = 2, J_s = 3, I = 6, B = 3. */
    private static Project paper(Project family) {
        List<OptimizerSpec> optimizers =
                OPTIMIZERS.stream()
                        .map(name -> new OptimizerSpec(name, List.of(Strategies.plain(name))))
                        .toList();
        return family.withOptimizers(optimizers)
                .withMeta(
                        new MetaSettings(2, 3, 1, 0, MetaSettings.InitialScore.TRIAL)
                                .in(MetaSettings.SearchMode.RACE));
    }
}
