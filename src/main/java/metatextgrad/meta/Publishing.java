package metatextgrad.meta;

import java.util.List;
import metatextgrad.candidate.RunTextGuard;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.llm.LlmRequestFactory;
import metatextgrad.llm.Message;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.llm.Requester;
import metatextgrad.model.Allowance;
import metatextgrad.model.Cost;
import metatextgrad.model.EvaluatedOptimizer;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Serial;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.MetaStructurePublished;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;
import org.jspecify.annotations.Nullable;

/** Publishes the optimizers to try, and the verdicts on them, for both phases. */
record Publishing(DecisionBuilder decision, RunRequested request, ScoreStats seedScore) {
    void prompt(
            TrialId trial,
            int optimizer,
            int round,
            OptimizerSpec spec,
            @Nullable String parent,
            @Nullable TaskId drawn,
            int draw,
            @Nullable Allowance allowance) {
        decision.emit(
                new MetaPromptPublished(
                        stepRef(trial, 0),
                        origin(optimizer, parent),
                        optimizer,
                        round,
                        spec,
                        parent,
                        drawn,
                        request.project().seed(),
                        seedScore,
                        RunTextGuard.settings(request),
                        request.snapshot(),
                        request.seed(),
                        draw,
                        allowance));
    }

    private String origin(int optimizer, @Nullable String parent) {
        if (optimizer >= request.project().optimizers().size()) return MetaPromptPublished.OFFERED;
        return parent == null ? MetaPromptPublished.BASE : MetaPromptPublished.META;
    }

    void structure(
            TrialId trial,
            int round,
            OptimizerSpec spec,
            List<String> parents,
            String checks,
            @Nullable Allowance allowance) {
        decision.emit(
                new MetaStructurePublished(
                        stepRef(trial, 0),
                        round,
                        spec,
                        parents,
                        checks,
                        request.project().seed(),
                        seedScore,
                        RunTextGuard.settings(request),
                        request.snapshot(),
                        request.seed(),
                        allowance));
    }

    void verdict(
            TrialId trial,
            OptimizerSpec spec,
            List<String> parents,
            @Nullable TaskId drawn,
            ScoreAggregated report,
            double scoreToBeat,
            Verdict verdict,
            Cost proposing) {
        decision.emit(
                new OptimizerVersion(
                        request.project().id(),
                        request.id(),
                        trial,
                        spec,
                        parents,
                        drawn,
                        failed(report) ? null : report.stats().mean(),
                        scoreToBeat,
                        null,
                        verdict,
                        new Serial(1),
                        proposing.plus(report.cost()),
                        false,
                        null,
                        null));
    }

    /**
     * Sends a request to the meta model. Each request has a call of its own, so two proposals
     * differ.
     */
    void request(
            TrialId proposal,
            int round,
            String path,
            int attempt,
            List<Message> messages,
            ReplyFormat format) {
        request(proposal, round, path, attempt, messages, format, request.project().loop());
    }

    /** As the other method, with the settings of a step. */
    void request(
            TrialId proposal,
            int round,
            String path,
            int attempt,
            List<Message> messages,
            ReplyFormat format,
            LoopSettings settings) {
        LlmRequestFactory requests =
                new LlmRequestFactory(
                        Requester.META,
                        stepRef(proposal, round),
                        request.id().value(),
                        path,
                        attempt);
        ModelSpec model = settings.model(ModelRole.META);
        decision.emit(
                requests.salted(ModelRole.META, settings, model, messages).withFormat(format));
    }

    /** Requests a training pair and nothing else. */
    void draw(TrialId trial, String path, int draw) {
        decision.emit(
                new EvaluationRequested(
                        stepRef(trial, 0),
                        "draw/" + path,
                        request.project().seed(),
                        RunTextGuard.settings(request),
                        request.snapshot(),
                        Split.VAL,
                        true,
                        request.seed(),
                        draw,
                        null));
    }

    private StepRef stepRef(TrialId trial, int round) {
        return new StepRef(request.project().id(), request.id(), request.kind(), trial, round, 0);
    }

    /** Returns an optimizer with the result of its trial. */
    static EvaluatedOptimizer evaluated(OptimizerSpec spec, int round, ScoreAggregated report) {
        return new EvaluatedOptimizer(spec, round, report.program(), report.stats());
    }

    /** Returns true if a trial ended without a score that can win. */
    static boolean failed(ScoreAggregated report) {
        return report.status() != ScoreAggregated.Status.OK;
    }

    /** Returns the verdict on a trial; {@code otherwise} if it has a score. */
    static Verdict verdict(ScoreAggregated report, Verdict otherwise) {
        return switch (report.status()) {
            case OK -> otherwise;
            case FAILED -> Verdict.FAILED;
            case STOPPED -> Verdict.STOPPED;
        };
    }
}
