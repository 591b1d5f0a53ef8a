package metatextgrad.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.WorldFile;
import metatextgrad.simulator.world.Worlds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The application and the users of {@code mtg demo --live}, on a cluster that runs already. */
@Command(
        name = "traffic",
        description = {
            "Serves a project of a running cluster like an application with users: reads prompts, answers tasks, reports answers and feedback.",
            "Its model is simulated, so the services need mtg simulator as their model. After a third of the tasks the model changes."
        })
@Prints(DemoTrafficView.class)
public final class DemoTrafficCommand implements Callable<Integer> {
    private static final int REPORT = 300;

    @Parameters(paramLabel = "PROJECT", description = "A project of one call that adapts.")
    private String project = "";

    @Option(
            names = "--tasks",
            paramLabel = "N",
            description = "Number of tasks (default: ${DEFAULT-VALUE}).")
    private int tasks = 3_600;

    @Option(
            names = "--per-second",
            paramLabel = "N",
            description = "Tasks of a second (default: ${DEFAULT-VALUE}).")
    private int perSecond = 10;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Draws tasks and answers (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Mixin private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() {
        if (tasks < 1 || perSecond < 1)
            throw Exit.USAGE.problem("--tasks and --per-second must be 1 or more");
        ProjectId id = new ProjectId(Inputs.id("PROJECT", project));
        return options.show(
                cluster -> {
                    Project defined = ProjectsCommand.defined(cluster, id);
                    if (defined.seed().onlyPrompt() == null)
                        throw Exit.CONFIGURATION.problem(
                                "project %s has a program of several calls: choose one of one call",
                                id);
                    WorldFile world = Worlds.find("demo");
                    Simulator model = new Simulator(world, seed);
                    try (DemoApplication application =
                            new DemoApplication(
                                    cluster.settings(), defined, new SimulatedModel(model))) {
                        application.start(Duration.ofSeconds(10));
                        return serve(application, id, world, model);
                    }
                });
    }

    private DemoTrafficView serve(
            DemoApplication application, ProjectId id, WorldFile world, Simulator model) {
        ProgressPrinter progress = new ProgressPrinter(System.err);
        List<DemoApplication.Answer> answers = new ArrayList<>();
        long begun = System.nanoTime();
        for (TaskSubmitted task : DemoTasks.dyck.traffic(id, tasks, seed)) {
            long due = begun + Duration.ofSeconds(1).toNanos() * answers.size() / perSecond;
            while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
            if (answers.size() == tasks / 3) {
                progress.accept("DRIFT: the model behind the name changes");
                model.become(world.drifted());
            }
            answers.add(application.serve(task));
            if (answers.size() % REPORT == 0)
                progress.accept(line(answers.subList(answers.size() - REPORT, answers.size())));
        }
        return new DemoTrafficView(
                id.value(), answers.size(), mean(answers, true), mean(answers, false));
    }

    private static String line(List<DemoApplication.Answer> last) {
        return Texts.format(
                "of the last %d answers: %.3f right, %.3f with the seed prompt",
                last.size(), mean(last, true), mean(last, false));
    }

    private static double mean(List<DemoApplication.Answer> answers, boolean served) {
        return answers.stream()
                .mapToDouble(one -> served ? one.score() : one.frozen())
                .average()
                .orElse(0);
    }
}
