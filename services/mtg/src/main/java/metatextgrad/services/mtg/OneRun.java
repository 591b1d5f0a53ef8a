package metatextgrad.services.mtg;

import java.util.List;
import java.util.function.Consumer;
import metatextgrad.llm.Asker;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Prices;
import metatextgrad.model.Project;
import metatextgrad.model.ProjectDefined;
import metatextgrad.model.RunId;
import metatextgrad.model.RunRequest;
import metatextgrad.model.RunState;
import metatextgrad.model.Serial;
import metatextgrad.model.SnapshotSpec;
import metatextgrad.model.Task;
import metatextgrad.streams.ModelEndpoint;
import metatextgrad.streams.Topics;

/** A project's tasks and one run on them: writes both as anybody would, and watches to the end. */
final class OneRun {
    private final Project project;
    private final List<Task> tasks;
    private final long seed;
    private final Prices prices;
    private final Consumer<String> progress;

    OneRun(Project project, List<Task> tasks, long seed, Prices prices, Consumer<String> progress) {
        this.project = project;
        this.tasks = List.copyOf(tasks);
        this.seed = seed;
        this.prices = prices;
        this.progress = progress;
    }

    /**
     * @throws EnvironmentProblem if a split or the budget is too small, before anything is asked
     */
    void requireEnough() {
        RunSize size = RunSize.of(project, tasks);
        size.requireEnough();
        size.requireBudget(prices);
    }

    RunSize size() {
        return RunSize.of(project, tasks);
    }

    /** What its models cost. */
    Prices prices() {
        return prices;
    }

    /** Says what the run will ask for, before anything is asked. */
    void announce() {
        progress.accept(size().announcement());
    }

    /** Says also what that may cost, in tokens and in dollars. */
    void announceCost() {
        size().forecast(prices).forEach(progress);
    }

    /**
     * Runs to the end.
     *
     * @throws EnvironmentProblem if the model cannot be used, or the run failed
     */
    RunSummary on(AllInOne all, ModelEndpoint endpoint) {
        long start = System.nanoTime();
        SnapshotSpec snapshot = SnapshotSpec.of(project, tasks);
        RunRequest request =
                new RunRequest(
                        new RunId("run-" + project.id() + "-" + seed),
                        project,
                        snapshot,
                        seed,
                        List.of(),
                        RunSize.of(project, tasks).sizes(),
                        prices.only(project.loop().modelNames()));
        try (LoopClient client = new LoopClient(all.settings(), all.events());
                EventReader reader =
                        new EventReader(all.settings(), all.events(), RunWatch.TOPICS)) {
            client.send(List.of(new ProjectDefined(project, new Serial(1))));
            client.send(Topics.TASKS, tasks);
            client.send(List.of(request));
            RunState state =
                    new RunWatch(request.id(), progress)
                            .follow(reader, () -> stopped(all, endpoint));
            if (state == null) throw Exit.INTERRUPTED.problem("interrupted");
            if (state.status() == RunState.Status.CANCELLED)
                throw Exit.FAILURE.problem("the run was cancelled");
            if (state.status() == RunState.Status.FAILED) {
                requireAnyAnswer(all, endpoint);
                throw Exit.FAILURE.problem("the run failed: %s", state.reason());
            }
            return RunSummary.of(
                    state, calls(all, request.id()), (System.nanoTime() - start) / 1e9);
        }
    }

    /**
     * What never gave an answer is no model, or not the one that is meant: no run can mend that.
     */
    private void requireAnyAnswer(AllInOne all, ModelEndpoint endpoint) {
        try (Cluster cluster = Cluster.connect(all.settings())) {
            List<LlmResponse> replies =
                    cluster.all(Topics.responses(Asker.CANDIDATE), LlmResponse.class, one -> true);
            boolean any = replies.stream().anyMatch(one -> one.outcome() == LlmResponse.Outcome.OK);
            if (any || replies.isEmpty()) return;
            throw Exit.CONFIGURATION.problem(
                    "no call of model `%s` at %s gave an answer: %s",
                    project.loop().model(ModelRole.PROGRAM).name(),
                    endpoint.baseUrl(),
                    replies.getFirst().reason());
        }
    }

    private static CallCounts calls(AllInOne all, RunId run) {
        try (Cluster cluster = Cluster.connect(all.settings())) {
            return CallCounts.of(cluster, run, true);
        }
    }

    /** Whether we were told to end; throws what else is in the way. */
    private static boolean stopped(AllInOne all, ModelEndpoint endpoint) {
        EnvironmentProblem end = all.end();
        if (Ending.begun()) return true;
        if (end != null) throw end;
        all.modelProblem()
                .ifPresent(
                        reason -> {
                            throw Exit.CONFIGURATION.problem(
                                    "the model at %s cannot be used: %s",
                                    endpoint.baseUrl(), reason);
                        });
        return false;
    }
}
