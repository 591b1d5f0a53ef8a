package metatextgrad.embedded.run;

import java.util.List;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.cluster.Platform;
import metatextgrad.cli.runs.CallCounts;
import metatextgrad.cli.runs.RunForecaster;
import metatextgrad.cli.runs.RunResult;
import metatextgrad.cli.runs.RunWatcher;
import metatextgrad.cli.text.Texts;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.RunId;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Line;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topics;

/** A project's tasks and one run on them. It sends both to a system, and watches to the end. */
final class SingleRun {
    private final Project project;
    private final List<TaskSubmitted> tasks;
    private final long seed;
    private final Prices prices;
    private final Consumer<String> progress;

    SingleRun(
            Project project,
            List<TaskSubmitted> tasks,
            long seed,
            Prices prices,
            Consumer<String> progress) {
        this.project = project;
        this.tasks = List.copyOf(tasks);
        this.seed = seed;
        this.prices = prices;
        this.progress = progress;
    }

    /**
     * @throws EnvironmentProblem if a split or the budget is too small
     */
    void requireEnough() {
        size().requireEnough();
        size().requireBudget(prices);
    }

    RunForecaster size() {
        return RunForecaster.of(project, tasks);
    }

    RunForecaster.RunForecast forecast() {
        return size().forecast(prices);
    }

    /** Prints how many calls to expect. */
    void announce() {
        progress.accept(size().announcement());
    }

    /** Prints also tokens and dollars. */
    void announceCost() {
        forecast().text().forEach(progress);
    }

    /**
     * Runs to the end.
     *
     * @throws EnvironmentProblem if the model cannot be used, or the run failed
     */
    RunResult on(Platform system, ModelEndpoint endpoint) {
        long start = System.nanoTime();
        RunRequested request =
                new RunRequested(
                        new RunId("run-" + project.id() + "-" + seed),
                        project,
                        SnapshotSpec.of(project, tasks),
                        seed,
                        List.of(),
                        size().sizes(),
                        prices.only(project.loop().modelNames()));
        try (EventWriter client = new EventWriter(system.settings(), system.events());
                EventReader reader =
                        new EventReader(system.settings(), system.events(), RunWatcher.TOPICS)) {
            client.send(project, tasks);
            client.send(List.of(request));
            RunState state =
                    new RunWatcher(request.id(), progress).follow(reader, system::requireRunning);
            double seconds = (System.nanoTime() - start) / 1e9;
            try (Cluster cluster = Cluster.connect(system.settings())) {
                requireResult(state, cluster, endpoint);
                return RunResult.of(state, CallCounts.of(cluster, request.id()), seconds);
            }
        }
    }

    private void requireResult(RunState state, Cluster cluster, ModelEndpoint endpoint) {
        if (state.status() == RunState.Status.FINISHED) return;
        if (state.status() == RunState.Status.CANCELLED)
            throw Exit.FAILURE.problem("the run was cancelled");
        requireAnyAnswer(cluster, endpoint);
        throw Exit.FAILURE.problem("the run failed: %s%s", state.reason(), brought(state));
    }

    /** Returns the best program of a failed run as text; empty if it is the seed program. */
    static String brought(RunState state) {
        if (state.lines().size() < 2) return "";
        Line seed = state.lines().getFirst();
        Line best = state.lines().getLast();
        return Texts.format(
                "; best so far: %s with %.3f on the validation set, the seed program has %.3f",
                best.name(), best.validation().mean(), seed.validation().mean());
    }

    /** A server that never answered is no model server, or the wrong one. */
    private void requireAnyAnswer(Cluster cluster, ModelEndpoint endpoint) {
        List<LlmResponse> replies =
                cluster.all(Topics.responses(Requester.CANDIDATE), LlmResponse.class, one -> true);
        boolean any =
                replies.stream()
                        .anyMatch(
                                one ->
                                        one.outcome() == LlmResponse.Outcome.OK
                                                || one.failure() instanceof Failure.Content);
        if (any || replies.isEmpty()) return;
        throw Exit.CONFIGURATION.problem(
                "no call of model `%s` at %s returned an answer: %s",
                project.loop().model(ModelRole.PROGRAM).name(),
                endpoint.baseUrl(),
                replies.getFirst().reason());
    }
}
