package metatextgrad.boards;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.testing.ClusterForTests;
import metatextgrad.cli.testing.Waits;
import metatextgrad.embedded.live.LiveDemo;
import metatextgrad.json.Resources;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.ScoreSummary;
import metatextgrad.model.Serial;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.project.Limits;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.process.OpenParts;
import metatextgrad.services.streams.CandidateService;
import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.topics.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Causes each fault on a running system, in the order of {@link PanelFault}, and ends it. */
final class PanelFaults implements AutoCloseable {
    private static final int JUDGED = 300;
    private static final int FLOOD = 20_000;
    private static final int THREADS = 40;
    private static final int PER_SECOND = 30;
    private static final String OPERATOR = "ada";

    private final OpenParts parts = new OpenParts();
    private final CountDownLatch over = new CountDownLatch(1);
    private final WatchedSystem system;
    private final Path folder;
    private final Project live;
    private final int tasks;
    private final Project shop = project("shop", 10_000);
    private final ClusterForTests cluster;
    private final KafkaProducer<String, String> raw;
    private final ExecutorService story = Executors.newSingleThreadExecutor();
    private final ScheduledExecutorService users = Executors.newSingleThreadScheduledExecutor();
    private BudgetLimits limits = BudgetLimits.none(BudgetLimits.ALL);
    private int sent;
    private int completed;
    private @Nullable Future<?> played;
    private WatchedSystem.@Nullable Replica replica;

    /**
     * Users complete through the gateway from now on.
     *
     * @param folder for state
     * @param live project of the demo that adapts
     * @param tasks of the demo
     */
    PanelFaults(WatchedSystem system, Path folder, Project live, int tasks) {
        this.system = system;
        this.folder = folder;
        this.live = live;
        this.tasks = tasks;
        cluster = parts.add(ClusterForTests.connect(system.all().settings()));
        raw =
                parts.add(
                        new KafkaProducer<>(
                                EventWriter.properties(
                                        system.all().settings(), Duration.ofMinutes(1)),
                                new StringSerializer(),
                                new StringSerializer()));
        serve();
        var unused = users.scheduleWithFixedDelay(this::complete, 0, 200, TimeUnit.MILLISECONDS);
    }

    /** Returns a project that adapts, in windows of this many tasks. */
    static Project project(String name, int window) {
        String yaml =
                Resources.text("/projects/live.yaml")
                        .replace("id: demo-live", "id: " + name)
                        .replace("calls: 600", "calls: 300")
                        .replace("tasks: 200, at-most: 24h, at-least: 100", window(window))
                        .replace("train: 40, val: 60", "train: 20, val: 20");
        return Inputs.project("the project of a test", yaml);
    }

    void cause(PanelFault fault) throws IOException {
        switch (fault) {
            case TRAFFIC_COMES -> played = story.submit(this::play);
            case BAD_PUSH -> push(served());
            case TAKEN_BACK ->
                    cluster.send(
                            List.of(
                                    new RolledBack(
                                            shop.id(),
                                            version(shop.seed()),
                                            served().serial(),
                                            "",
                                            OPERATOR)));
            case RESULT_OFFERED ->
                    offer("adapt-shop-000001", RunKind.WINDOW, "Count the open brackets.");
            case DRIFT -> {
                cluster.send(judged(0, 1));
                cluster.send(judged(JUDGED, 0));
            }
            case SERVER_FAILS -> fails("loop:500");
            case SERVER_LIMITS -> fails("50%:429(1)");
            case SERVER_BREAKS_OFF -> fails("50%:reset");
            case BUDGET_SPENT -> {
                double spent =
                        system.prometheus()
                                .query(
                                        "sum(max by (project) (mtg_budget_day_spent{unit=\"calls\"}))")
                                .getFirst();
                limit(new Limits((long) spent + 10, null, null));
                run();
            }
            case POISON -> raw.send(task("no JSON"));
            case FLOOD ->
                    IntStream.range(0, FLOOD)
                            .forEach(
                                    i ->
                                            raw.send(
                                                    task(
                                                            "{\"project\":\"shop\",\"input\":\"( [ %d\"}"
                                                                    .formatted(i))));
            case REPLICA_JOINS ->
                    replica = system.join(new CandidateService(), folder.resolve("replica"));
            case REPLICA_STOPS -> requireNonNull(replica).stop();
            case THREADS_LEAK -> {
                for (int i = 0; i < THREADS; i++)
                    Thread.ofPlatform().daemon().start(this::awaitEnd);
            }
        }
    }

    /** Blocks until the fault is over. */
    void end(PanelFault fault) {
        switch (fault) {
            case TRAFFIC_COMES -> {
                try {
                    requireNonNull(played).get();
                } catch (ExecutionException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            case SERVER_FAILS, SERVER_LIMITS, SERVER_BREAKS_OFF -> {
                system.models().faults(FaultPlan.NONE);
                Waits.looking()
                        .until(() -> none("mtg_llm_circuits_open") && none("mtg_llm_in_flight"));
            }
            case BUDGET_SPENT -> {
                limit(Limits.NONE);
                Waits.looking().until(() -> none("mtg_llm_requests_blocked"));
            }
            default -> {}
        }
    }

    @Override
    public void close() {
        over.countDown();
        users.shutdownNow();
        story.shutdownNow();
        parts.close();
    }

    private static String window(int tasks) {
        return "tasks: %d, at-most: 24h, at-least: %d".formatted(tasks, tasks / 2);
    }

    private void serve() {
        cluster.send(
                List.of(
                        new ProjectDefined(shop, new Serial(1)),
                        new AdaptStarted(shop, Prices.NONE, Instant.now(), OPERATOR),
                        offered("by-hand", RunKind.USER, shop.seed())));
        Waits.looking()
                .until(
                        () ->
                                !cluster.all(Topics.PROMPTS, PromptsServed.class).isEmpty()
                                        && system.complete("shop", "( [") == 200);
    }

    private void play() {
        new LiveDemo(live, WatchedSystem.WORLD, 1, tasks, PER_SECOND, line -> {})
                .on(system.all(), system.models(), null);
    }

    private void complete() {
        try {
            system.complete("shop", "( [ { " + completed++);
        } catch (IOException | InterruptedException e) {
            // A panel of the gateway does not move if this is no part of a fault.
        }
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void push(PromptsServed table) {
        Program bad = offer("by-hand-2", RunKind.USER, "Answer at once, with the first bracket.");
        cluster.send(
                List.of(
                        new ChallengerApproved(
                                shop.id(),
                                version(bad),
                                .4,
                                Instant.now(),
                                table.serial(),
                                "",
                                OPERATOR)));
    }

    private Program offer(String run, RunKind kind, String prompt) {
        String node = shop.seed().nodes().getFirst().id();
        Program program = shop.seed().withPrompts(Map.of(node, prompt));
        cluster.send(List.of(offered(run, kind, program)));
        return program;
    }

    private ChallengerOffered offered(String run, RunKind kind, Program best) {
        ScoreSummary none = new ScoreSummary(ScoreStats.EMPTY, ScoreStats.EMPTY, ScoreStats.EMPTY);
        return new ChallengerOffered(
                shop.id(), new RunId(run), kind, shop.seed(), none, best, none, "");
    }

    private PromptsServed served() {
        return cluster.all(Topics.PROMPTS, PromptsServed.class).stream()
                .filter(table -> table.project().equals(shop.id()))
                .reduce((one, later) -> later.isLaterThan(one) ? later : one)
                .orElseThrow();
    }

    private VersionId version(Program program) {
        return VersionId.of(shop.id(), program);
    }

    private List<TaskJudged> judged(int from, double score) {
        Serial serial = served().serial();
        return IntStream.range(from, from + JUDGED)
                .mapToObj(
                        i ->
                                new TaskJudged(
                                        shop.id(),
                                        new TaskId("judged-" + i),
                                        "",
                                        version(shop.seed()),
                                        serial,
                                        1,
                                        Instant.now(),
                                        score,
                                        TaskJudged.Evidence.TRUTH))
                .toList();
    }

    private void fails(String plan) {
        system.models().faults(FaultPlan.parse(plan));
        run();
    }

    /** Requests 40 program runs, each on a task of its own. */
    private void run() {
        cluster.send(
                IntStream.range(sent, sent += 40)
                        .mapToObj(
                                i ->
                                        new TaskBatch(
                                                new StepRef(
                                                        shop.id(),
                                                        new RunId("by-hand"),
                                                        new TrialId("trial-" + i),
                                                        0,
                                                        0),
                                                Split.VAL,
                                                0,
                                                1,
                                                List.of(
                                                        new TaskSubmitted(
                                                                shop.id(),
                                                                new TaskId("task-" + i),
                                                                "( [ { " + i,
                                                                "} ] )",
                                                                "set",
                                                                null,
                                                                null)),
                                                shop.seed(),
                                                shop.loop(),
                                                null,
                                                null))
                        .toList());
    }

    private void limit(Limits day) {
        limits = limits.withDay(day, "a limit of the test", "test");
        cluster.send(List.of(limits));
    }

    private boolean none(String gauge) {
        return system.prometheus().query("sum(" + gauge + ")").stream()
                .allMatch(value -> value == 0);
    }

    private ProducerRecord<String, String> task(String line) {
        return new ProducerRecord<>(Topics.TASKS.in(system.all().settings()), line);
    }
}
