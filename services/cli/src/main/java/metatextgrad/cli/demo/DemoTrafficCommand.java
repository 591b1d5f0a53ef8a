package metatextgrad.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.demo.DemoApplication.Answer;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.WorldFile;
import metatextgrad.simulator.world.Worlds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The application and the users of {@code mtg demo --live}, on a cluster that runs already. */
@Command(
        name = "traffic",
        description = {
            "Serves a project of a running cluster like an application with users: reads prompts, answers tasks, reports answers and feedback.",
            "Its model is simulated, so the services need mtg simulator as their model. After a third of the tasks the model of the application changes; that of the services stays as it is."
        })
@Prints(DemoTrafficView.class)
public final class DemoTrafficCommand implements Callable<Integer> {
    /** The seed of {@code mtg simulator}, unless it is started with another one. */
    private static final long MODEL = 1;

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
            description =
                    "Draws the tasks (default: the time). With the same seed the same tasks come again.")
    private @Nullable Long seed;

    @Mixin private ClusterOptions options = new ClusterOptions();

    @Override
    public Integer call() {
        if (tasks < 1 || perSecond < 1)
            throw Exit.USAGE.problem("--tasks and --per-second must be 1 or more");
        ProjectId id = new ProjectId(Inputs.id("PROJECT", project));
        long drawn = seed == null ? System.currentTimeMillis() : seed;
        return options.show(
                cluster -> {
                    Project defined = ProjectsCommand.defined(cluster, id);
                    if (defined.seed().onlyPrompt() == null)
                        throw Exit.CONFIGURATION.problem(
                                "project %s has a program of several calls: choose one of one call",
                                id);
                    WorldFile world = Worlds.find("demo");
                    Simulator model = new Simulator(world, MODEL);
                    SimulatedModel answering = new SimulatedModel(model);
                    List<TaskSubmitted> traffic = DemoTasks.dyck.traffic(id, tasks, drawn);
                    requireAnswer(defined, answering, traffic.getFirst());
                    try (DemoApplication application =
                            new DemoApplication(cluster.settings(), defined, answering)) {
                        application.start(Duration.ofSeconds(10));
                        List<Answer> answers = new ArrayList<>();
                        new DemoUsers(
                                        application::serve,
                                        perSecond,
                                        new ProgressPrinter(System.err))
                                .play(traffic, () -> model.become(world.drifted()), answers::add);
                        return DemoTrafficView.of(id, answers);
                    }
                });
    }

    /** Empty answers would count against a prompt that has done nothing wrong. */
    private static void requireAnswer(Project project, SimulatedModel model, TaskSubmitted task) {
        String prompt = String.valueOf(project.seed().onlyPrompt());
        if (DirectAnswer.text(model, project.loop(), prompt, task).isEmpty())
            throw Exit.CONFIGURATION.problem(
                    "project %s names the model %s, which is not simulated: this command is for projects with the model sim-student",
                    project.id(), project.loop().model(ModelRole.PROGRAM).name());
    }
}
