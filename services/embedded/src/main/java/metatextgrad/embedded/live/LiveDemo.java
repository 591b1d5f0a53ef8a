package metatextgrad.embedded.live;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import metatextgrad.cli.budget.BudgetCatalog;
import metatextgrad.cli.budget.BudgetCommand;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.cluster.Platform;
import metatextgrad.cli.demo.DemoApplication;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.DemoUsers;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.WorldFile;
import org.jspecify.annotations.Nullable;

/**
 * The story of a project that adapts to its traffic. After a third of the tasks the model changes
 * behind its name; after two thirds an operator pushes a bad prompt past the gate.
 */
public final class LiveDemo {
    /** The prompt that an operator pushes. */
    private static final String BAD = "Answer at once, with the first bracket that comes to mind.";

    private static final double SHARE = .2;

    private final Project project;
    private final WorldFile world;
    private final long seed;
    private final int tasks;
    private final int perSecond;
    private final Consumer<String> progress;
    private final List<DemoApplication.Answer> answers = new CopyOnWriteArrayList<>();

    /**
     * @param project has `adapt` in mode auto, and programs of one call
     * @param tasks of the application, over all
     * @param perSecond tasks of a second
     */
    public LiveDemo(
            Project project,
            WorldFile world,
            long seed,
            int tasks,
            int perSecond,
            Consumer<String> progress) {
        this.project = project;
        this.world = world;
        this.seed = seed;
        this.tasks = tasks;
        this.perSecond = perSecond;
        this.progress = progress;
    }

    /**
     * Plays the story to its end.
     *
     * @param models the models of the system's worker, which change too
     */
    public LiveDemoView on(Platform system, SimulatorServer models, String named) {
        Simulator own = new Simulator(world, seed);
        List<TaskSubmitted> traffic = DemoTasks.dyck.traffic(project.id(), tasks, seed);
        try (EventWriter client = new EventWriter(system.settings(), system.events());
                LiveStory story = new LiveStory(system, progress);
                DemoApplication application =
                        new DemoApplication(system.settings(), project, new SimulatedModel(own));
                ExecutorService users = Executors.newSingleThreadExecutor()) {
            start(client);
            application.start(Duration.ofMinutes(1));
            progress.accept("the application serves the seed prompt");
            long begun = System.nanoTime();
            Future<?> served =
                    users.submit(
                            () ->
                                    new DemoUsers(application, perSecond, progress)
                                            .play(traffic, () -> drift(models, own), answers));
            boolean pushed = false;
            while (!served.isDone()) {
                story.follow();
                system.requireRunning();
                if (answers.size() >= 2 * tasks / 3 && !pushed)
                    pushed = push(client, story.table());
            }
            served.get();
            story.follow();
            return LiveDemoView.of(
                    named, seed, answers, story, calls(system), (System.nanoTime() - begun) / 1e9);
        } catch (ExecutionException e) {
            throw Exit.FAILURE.problem(e, "the application failed: %s", e.getMessage());
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    private void start(EventWriter client) {
        client.send(
                List.of(
                        new ProjectDefined(project, new Serial(1)),
                        BudgetLimits.none(project.id().value())
                                .withDay(requireNonNull(project.adapt()).day()),
                        new AdaptStarted(project, Prices.NONE, now(), "mtg demo")));
    }

    private void drift(SimulatorServer models, Simulator own) {
        WorldFile drifted = world.drifted();
        models.become(drifted);
        own.become(drifted);
    }

    /** An operator pushes a bad prompt. Returns false while a challenger serves already. */
    private boolean push(EventWriter client, @Nullable PromptsServed table) {
        if (table == null || table.serving() instanceof Serving.Canary) return false;
        progress.accept("PUSH: an operator lets a bad prompt serve, past the gate");
        String only = project.seed().nodes().getFirst().id();
        Program bad = project.seed().withPrompts(Map.of(only, BAD));
        ScoreSummary none = new ScoreSummary(ScoreStats.EMPTY, null, null);
        client.send(
                List.of(
                        new ChallengerOffered(
                                project.id(),
                                new RunId("by-hand"),
                                project.seed(),
                                none,
                                bad,
                                none,
                                "")));
        client.send(
                List.of(
                        new ChallengerApproved(
                                project.id(),
                                VersionId.of(project.id(), bad),
                                SHARE,
                                now(),
                                table.serial(),
                                "looks good to me",
                                "operator")));
        return true;
    }

    private long calls(Platform system) {
        try (Cluster cluster = Cluster.connect(system.settings())) {
            return BudgetCatalog.of(cluster).today(project.id(), BudgetCommand.today()).calls();
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
