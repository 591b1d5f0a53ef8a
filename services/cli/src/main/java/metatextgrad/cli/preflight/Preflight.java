package metatextgrad.cli.preflight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.cluster.RetryingModel;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.llm.LanguageModel;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.modelclient.ModelRouter;
import metatextgrad.preflight.PreflightAnswer;
import metatextgrad.preflight.PreflightFacts;
import metatextgrad.preflight.PreflightPlan;
import metatextgrad.preflight.PreflightReport;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;

/** Reports what a run can know before it spends calls, and measures whether it can gain. */
public final class Preflight {
    /** A small server answers one call after another. */
    private static final int MOST_IN_FLIGHT = 4;

    private static final String PREFIX = "preflight: ";

    private Preflight() {}

    /** Returns what is known without any request, one line for each fact. */
    public static List<String> withoutCalls(
            Project project, Collection<TaskSubmitted> tasks, ModelEndpoint endpoint) {
        List<String> lines = new ArrayList<>(ModelNames.lines(project, endpoint));
        lines.addAll(PreflightFacts.of(project, tasks, Map.of()).lines());
        return lines.stream().map(PREFIX::concat).toList();
    }

    /**
     * Measures before a run starts, and prints one line for each figure.
     *
     * @param contexts tokens that models take, by name, as far as known
     * @throws EnvironmentProblem if the run cannot gain, or no call returns an answer
     */
    public static void run(
            Project project,
            Collection<TaskSubmitted> tasks,
            ModelEndpoint endpoint,
            Map<String, Integer> contexts,
            Consumer<String> progress) {
        PreflightReport report =
                measure(project, tasks, endpoint, contexts, line -> progress.accept(PREFIX + line));
        if (!report.stop().isEmpty())
            throw Exit.CONFIGURATION.problem(
                    "the run cannot gain: %s: %s", report.stop(), PreflightReport.FIX);
    }

    /**
     * Measures, and passes on one line for each figure.
     *
     * @param contexts tokens that models take, by name, as far as known
     * @return the report, whose lines were passed on
     * @throws EnvironmentProblem if no call returns an answer
     */
    public static PreflightReport measure(
            Project project,
            Collection<TaskSubmitted> tasks,
            ModelEndpoint endpoint,
            Map<String, Integer> contexts,
            Consumer<String> lines) {
        int inFlight = Math.min(endpoint.maxInFlight(), MOST_IN_FLIGHT);
        try (ModelRouter router = CliSettings.client(endpoint, inFlight)) {
            PreflightFacts.of(project, tasks, contexts).lines().forEach(lines);
            String server = endpoint.baseUrl().toString();
            return measure(project, tasks, router, inFlight, server, lines);
        }
    }

    static PreflightReport measure(
            Project project,
            Collection<TaskSubmitted> tasks,
            LanguageModel model,
            int inFlight,
            String server,
            Consumer<String> lines) {
        PreflightPlan plan = PreflightPlan.of(project, tasks);
        if (plan.calls() > 0)
            lines.accept(
                    "up to %d calls, with repeated ones %d, which do not count for the budget of the run"
                            .formatted(plan.calls(), PreflightPlan.MOST_CALLS));
        LimitedModel limited = new LimitedModel(model, PreflightPlan.MOST_CALLS);
        List<PreflightAnswer> answers = answers(project, plan, limited, inFlight, server);
        requireAnyAnswer(project, server, answers);
        PreflightReport report = PreflightReport.of(project.loop(), plan, answers);
        report.lines().forEach(lines);
        if (plan.calls() > 0) lines.accept("%d calls made".formatted(limited.calls()));
        return report;
    }

    /** A server that blocks all calls names neither itself nor the model. */
    private static List<PreflightAnswer> answers(
            Project project, PreflightPlan plan, LanguageModel model, int inFlight, String server) {
        try {
            return new PreflightCalls(project, new RetryingModel(model), inFlight).answers(plan);
        } catch (EnvironmentProblem e) {
            if (e.exit() != Exit.CONFIGURATION) throw e;
            throw noAnswer(e, project, server, e.getMessage());
        }
    }

    private static EnvironmentProblem noAnswer(
            @Nullable Throwable cause, Project project, String server, String reason) {
        return Exit.CONFIGURATION.problem(
                cause,
                "no call of model `%s` at %s returned an answer: %s",
                project.loop().model(ModelRole.PROGRAM).name(),
                server,
                reason);
    }

    private static void requireAnyAnswer(
            Project project, String server, List<PreflightAnswer> answers) {
        if (answers.isEmpty() || answers.stream().anyMatch(one -> one.score().counts())) return;
        throw noAnswer(null, project, server, answers.getFirst().failure());
    }
}
