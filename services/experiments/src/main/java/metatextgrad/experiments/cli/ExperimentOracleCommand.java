package metatextgrad.experiments.cli;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.experiments.OracleDescription;
import metatextgrad.experiments.OracleStudy;
import metatextgrad.experiments.OracleTask;
import metatextgrad.process.Exit;
import metatextgrad.simulator.helper.TaskBriefs;
import metatextgrad.simulator.question.TaskFamily;
import metatextgrad.simulator.world.World;
import metatextgrad.simulator.world.Worlds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures what the best possible descriptions are worth in a simulated world. */
@Command(
        name = "oracle",
        description = {
            "Measures what descriptions are worth in a simulated world, in memory.",
            "Compares each base optimizer with descriptions that name the right skills, none, or another task."
        })
@Prints(OracleView.class)
final class ExperimentOracleCommand implements Callable<Integer> {
    private static final int SKILLS = 3;

    @Option(
            names = "--world",
            paramLabel = "WORLD",
            required = true,
            description = "A built-in world, random:N, or the path of a world file.")
    private String world = "";

    @Option(
            names = "--task",
            paramLabel = "NAME",
            converter = DemoTasks.Converter.class,
            description =
                    "Only this task family: dyck, word-sorting or object-counting (default: all).")
    private @Nullable DemoTasks task;

    @Option(
            names = "--meta-effect",
            paramLabel = "FACTOR",
            description = "Scale of the effect of descriptions in the world, from 0 to 1.")
    private @Nullable Double metaEffect;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description =
                    "Trials of each optimizer with each description, in turns over the tasks (default: ${DEFAULT-VALUE}).")
    private int trials = 150;

    @Option(
            names = "--test-tasks",
            paramLabel = "N",
            description = "Number of generated test tasks (default: ${DEFAULT-VALUE}).")
    private int testItems = 300;

    @Mixin private ReportOptions output = new ReportOptions();

    @Override
    public Integer call() throws InterruptedException {
        if (trials < 1) throw Exit.USAGE.problem("--trials must be 1 or more");
        List<DemoTasks> families = task == null ? List.of(DemoTasks.values()) : List.of(task);
        List<OracleTask> tasks = families.stream().map(this::task).toList();
        OracleView view =
                OracleView.of(
                        metaEffect == null ? world : world + " at effect " + metaEffect,
                        families.stream().map(DemoTasks::toString).toList(),
                        trials,
                        OracleStudy.run(
                                tasks,
                                trials,
                                Runtime.getRuntime().availableProcessors(),
                                new ProgressPrinter(System.err)));
        return output.print(view);
    }

    private OracleTask task(DemoTasks family) {
        Study study = StudyOptions.simulated(world, family, testItems);
        World read = Worlds.find(world).world();
        TaskFamily own = TaskFamily.named(family.toString());
        List<TaskFamily> all = List.of(TaskFamily.values());
        TaskFamily other = all.get((all.indexOf(own) + 1) % all.size());
        Map<OracleDescription, String> texts = new EnumMap<>(OracleDescription.class);
        texts.put(OracleDescription.IDEAL, TaskBriefs.naming(own, read.best(own, SKILLS)));
        texts.put(OracleDescription.VAGUE, TaskBriefs.vague(own));
        texts.put(OracleDescription.WRONG_TASK, TaskBriefs.naming(other, read.best(other, SKILLS)));
        return new OracleTask(study.project(), study.tasks(), model(study), texts);
    }

    private SimulatedModel model(Study study) {
        try {
            return new SimulatedModel(
                    requireNonNull(study.models()).withMetaEffect(metaEffect).simulator());
        } catch (IllegalArgumentException e) {
            throw Exit.USAGE.problem(e, String.valueOf(e.getMessage()));
        }
    }
}
