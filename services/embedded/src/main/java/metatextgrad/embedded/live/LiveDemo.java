package metatextgrad.embedded.live;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import metatextgrad.cli.budget.BudgetCatalog;
import metatextgrad.cli.budget.BudgetCommand;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.cluster.Platform;
import metatextgrad.cli.demo.DemoApplication;
import metatextgrad.cli.input.Inputs;
import metatextgrad.config.Settings;
import metatextgrad.embedded.AllInOne;
import metatextgrad.json.PricesFile;
import metatextgrad.json.Resources;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.project.Price;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.Spend;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.simulator.world.Worlds;
import org.jspecify.annotations.Nullable;

/**
 * The story of a project that adapts to its traffic. After a third of the tasks the model changes
 * behind its name; after two thirds an operator pushes a bad prompt past the gate.
 */
public final class LiveDemo {
    /** The prompt that an operator pushes. */
    private static final String BAD = "Answer at once, with the first bracket that comes to mind.";

    private static final String OPERATOR = "operator";
    private static final double SHARE = .2;

    /** Its project shortens all times alike: feedback after a day is feedback after 10 s. */
    private static final int SECONDS_OF_A_DAY = 10;

    private final Project project;
    private final String world;
    private final long seed;
    private final int tasks;
    private final int perSecond;
    private final Consumer<String> progress;
    private final Function<ApplicationSettings, TrafficApplication> application;
    private final List<DemoApplication.Answer> answers = new CopyOnWriteArrayList<>();

    /**
     * @param project has `adapt` in mode auto, and programs of one call
     * @param world of the simulated models: its name, or the path of its file
     * @param tasks of the application, over all
     * @param perSecond tasks of a second
     */
    public LiveDemo(
            Project project,
            String world,
            long seed,
            int tasks,
            int perSecond,
            Consumer<String> progress) {
        this(project, world, seed, tasks, perSecond, progress, ApplicationProcess::start);
    }

    /**
     * As the other constructor.
     *
     * @param application starts the application, without waiting
     */
    LiveDemo(
            Project project,
            String world,
            long seed,
            int tasks,
            int perSecond,
            Consumer<String> progress,
            Function<ApplicationSettings, TrafficApplication> application) {
        this.application = application;
        this.project = project;
        this.world = world;
        this.seed = seed;
        this.tasks = tasks;
        this.perSecond = perSecond;
        this.progress = progress;
    }

    /** Returns the project of the demo. */
    public static Project project() {
        return Inputs.project("the demo's project", Resources.text("/projects/live.yaml"));
    }

    /** Returns the prices of models that others would use: simulated ones have none. */
    public static Prices listPrices(Project project) {
        Prices list = PricesFile.standard();
        SortedMap<String, Price> prices = new TreeMap<>();
        for (ModelRole role : ModelRole.values())
            prices.put(project.loop().model(role).name(), list.usual(role));
        return new Prices(list.asOf(), prices);
    }

    /**
     * Plays the story to its end.
     *
     * @param models the models of the system's worker, which change too
     * @param file gets the series of the demo; null for none
     */
    public LiveDemoView on(AllInOne system, SimulatorServer models, @Nullable Path file) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (LiveMetrics metrics =
                file == null
                        ? null
                        : new LiveMetrics(
                                file,
                                List.of(meters, system.meters()),
                                now().truncatedTo(ChronoUnit.SECONDS).minus(time(tasks)),
                                time(1))) {
            return on(system, models, meters, metrics);
        }
    }

    /** Returns how long tasks take on the clock of the demo. */
    private Duration time(int count) {
        return Duration.ofDays(count).dividedBy((long) SECONDS_OF_A_DAY * perSecond);
    }

    private LiveDemoView on(
            AllInOne system,
            SimulatorServer models,
            MeterRegistry meters,
            @Nullable LiveMetrics metrics) {
        Settings settings = system.settings();
        ApplicationSettings traffic =
                new ApplicationSettings(
                        settings.bootstrapServers(),
                        settings.prefix(),
                        world,
                        seed,
                        tasks,
                        perSecond);
        try (EventWriter client = new EventWriter(settings, system.events());
                LiveStory story = new LiveStory(system, progress);
                ExecutorService thread = Executors.newSingleThreadExecutor();
                TrafficApplication users = application.apply(traffic)) {
            start(client);
            LiveMeters.register(meters, answers, story);
            long begun = System.nanoTime();
            Future<?> served = thread.submit(() -> users.follow(signal -> accept(signal, models)));
            boolean pushed = false;
            while (!served.isDone()) {
                story.follow();
                system.requireRunning();
                if (metrics != null) metrics.sample(answers.size());
                if (answers.size() >= 2 * tasks / 3 && !pushed)
                    pushed = push(client, story.table());
            }
            served.get();
            story.follow();
            if (metrics != null) metrics.sample(answers.size());
            return LiveDemoView.of(
                    world, seed, answers, story, spent(system), (System.nanoTime() - begun) / 1e9);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EnvironmentProblem known) throw known;
            throw Exit.FAILURE.problem(e, "the application failed: %s", e.getMessage());
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    private void accept(LiveSignal signal, SimulatorServer models) {
        switch (signal) {
            case LiveSignal.Note note -> progress.accept(note.text());
            case LiveSignal.Drift drift -> models.become(Worlds.find(world).drifted());
            case LiveSignal.Answered answered -> answers.add(answered.answer());
        }
    }

    private void start(EventWriter client) {
        client.send(
                List.of(
                        new ProjectDefined(project, new Serial(1)),
                        BudgetLimits.none(project.id().value())
                                .withDay(requireNonNull(project.adapt()).day(), "", "mtg demo"),
                        new AdaptStarted(project, Prices.NONE, now(), "mtg demo")));
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
                                RunKind.USER,
                                project.seed(),
                                none,
                                bad,
                                none,
                                "")));
        Serial seen = table.serial();
        // The operator does not wait until the holdback makes way.
        if (table.serving() instanceof Serving.Holdback) {
            client.send(
                    List.of(new RolledBack(project.id(), table.champion(), seen, "", OPERATOR)));
            seen = seen.next();
        }
        client.send(
                List.of(
                        new ChallengerApproved(
                                project.id(),
                                VersionId.of(project.id(), bad),
                                SHARE,
                                now(),
                                seen,
                                "looks good to me",
                                OPERATOR)));
        return true;
    }

    private Spend spent(Platform system) {
        try (Cluster cluster = Cluster.connect(system.settings())) {
            return BudgetCatalog.of(cluster).today(project.id(), BudgetCommand.today());
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
