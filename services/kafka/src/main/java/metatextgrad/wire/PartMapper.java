package metatextgrad.wire;

import java.nio.ByteBuffer;
import java.util.List;
import metatextgrad.events.ReportLine;
import metatextgrad.events.RoundReport;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.NoContext;
import metatextgrad.llm.RequestContext;
import metatextgrad.model.EvaluatedOptimizer;
import metatextgrad.model.Range;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.StepRef;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.OptimizerContest;
import metatextgrad.model.live.TaskMix;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.project.Spend;
import metatextgrad.model.state.Incumbent;
import metatextgrad.model.state.OpenAnswer;
import metatextgrad.model.state.PooledTask;
import metatextgrad.model.state.PromptPhase;
import org.apache.kafka.common.utils.Utils;
import org.mapstruct.InheritInverseConfiguration;
import org.mapstruct.Mapping;

/**
 * The part of {@link RowMapper} for records whose field names differ, and for parts that
 * hand-written codecs need. A method with one argument that returns a changed copy looks like a
 * setter to MapStruct: it is ignored.
 */
interface PartMapper {
    @Mapping(target = "path", source = "place")
    @Mapping(target = "model", source = "model.name")
    @Mapping(target = "temperature", source = "model.temperature")
    @Mapping(target = "maxTokens", source = "model.maxTokens")
    @Mapping(target = "timeoutSeconds", source = "model.timeoutSeconds")
    @Mapping(target = "topP", source = "model.topP")
    @Mapping(target = "reasoningEffort", source = "model.reasoningEffort")
    @Mapping(target = "extra", source = "model.extra")
    @Mapping(target = "baseUrl", source = "model.baseUrl")
    @Mapping(target = "keyVariable", source = "model.keyVariable")
    metatextgrad.events.LlmRequest toAvro(LlmRequest request);

    @InheritInverseConfiguration(name = "toAvro")
    @Mapping(target = "model.withTemperature", ignore = true)
    @Mapping(target = "withFormat", ignore = true)
    LlmRequest fromAvro(metatextgrad.events.LlmRequest request);

    @Mapping(target = "path", source = "place")
    @Mapping(target = "inputTokens", source = "usage.inputTokens")
    @Mapping(target = "outputTokens", source = "usage.outputTokens")
    @Mapping(target = "estimated", source = "usage.estimated")
    @Mapping(target = "millis", source = "usage.millis")
    metatextgrad.events.LlmResponse toAvro(LlmResponse response);

    @InheritInverseConfiguration(name = "toAvro")
    @Mapping(target = "usage.in", ignore = true)
    @Mapping(target = "copyFor", ignore = true)
    @Mapping(target = "with", ignore = true)
    LlmResponse fromAvro(metatextgrad.events.LlmResponse response);

    @Mapping(target = "at", ignore = true)
    StepRef fromAvro(metatextgrad.events.StepRef stepRef);

    default ByteBuffer bytes(RequestContext context) {
        return ByteBuffer.wrap(Contexts.encode(context));
    }

    default RequestContext context(ByteBuffer bytes) {
        return Contexts.decode(Utils.toArray(bytes));
    }

    default metatextgrad.events.NoContext toAvro(NoContext none) {
        return new metatextgrad.events.NoContext();
    }

    default NoContext fromAvro(metatextgrad.events.NoContext none) {
        return new NoContext();
    }

    @Mapping(target = ".", source = "whole")
    @Mapping(target = "dayCalls", source = "day.calls")
    @Mapping(target = "dayTokens", source = "day.tokens")
    @Mapping(target = "dayMicros", source = "day.micros")
    metatextgrad.events.BudgetLimits toAvro(BudgetLimits limits);

    @InheritInverseConfiguration(name = "toAvro")
    BudgetLimits fromAvro(metatextgrad.events.BudgetLimits limits);

    @Mapping(target = "plus", ignore = true)
    @Mapping(target = "minus", ignore = true)
    @Mapping(target = "times", ignore = true)
    Spend fromAvro(metatextgrad.events.Spend spend);

    @Mapping(target = "withSoft", ignore = true)
    Score fromAvro(metatextgrad.events.Score score);

    @Mapping(target = "withCost", ignore = true)
    @Mapping(target = "withSoft", ignore = true)
    CandidateOutput fromAvro(metatextgrad.events.CandidateOutput output);

    @Mapping(target = "as", ignore = true)
    RunState fromAvro(metatextgrad.events.RunState state);

    /** A version without a run has an empty name of a run in Avro, never null. */
    @Mapping(target = "run", source = "run", defaultValue = "")
    @Mapping(target = "trial", source = "trial", defaultValue = "")
    metatextgrad.events.OptimizerVersion toAvro(OptimizerVersion version);

    @Mapping(target = "run", source = "run", conditionQualifiedByName = "notEmpty")
    @Mapping(target = "trial", source = "trial", conditionQualifiedByName = "notEmpty")
    @Mapping(target = "as", ignore = true)
    OptimizerVersion fromAvro(metatextgrad.events.OptimizerVersion version);

    @Mapping(target = "pricesAsOf", source = "prices.asOf")
    @Mapping(target = "prices", source = "prices.models")
    @Mapping(target = "fork", source = "fork", defaultValue = "")
    metatextgrad.events.RunRequested toAvro(RunRequested request);

    @InheritInverseConfiguration(name = "toAvro")
    @Mapping(target = "fork", source = "fork", conditionQualifiedByName = "notEmpty")
    RunRequested fromAvro(metatextgrad.events.RunRequested request);

    @Mapping(target = "pricesAsOf", source = "prices.asOf")
    @Mapping(target = "prices", source = "prices.models")
    metatextgrad.events.AdaptStarted toAvro(AdaptStarted started);

    @InheritInverseConfiguration(name = "toAvro")
    AdaptStarted fromAvro(metatextgrad.events.AdaptStarted started);

    @Mapping(target = "comparing", ignore = true)
    @Mapping(target = "on", ignore = true)
    OptimizerContest fromAvro(metatextgrad.events.OptimizerContest contest);

    @Mapping(target = "numbered", ignore = true)
    @Mapping(target = "with", ignore = true)
    AdaptState fromAvro(metatextgrad.events.AdaptState state);

    @Mapping(
            target = "stage",
            expression = "java(metatextgrad.events.GateStage.valueOf(contest.stage().name()))")
    metatextgrad.events.GateContest toAvro(GateContest contest);

    @Mapping(target = "numbered", ignore = true)
    @Mapping(target = "again", ignore = true)
    GateContest fromAvro(metatextgrad.events.GateContest contest);

    @Mapping(target = "notAfter", ignore = true)
    TaskJudged fromAvro(metatextgrad.events.TaskJudged judged);

    @Mapping(target = "servedAt", ignore = true)
    AnswerGiven fromAvro(metatextgrad.events.AnswerGiven answer);

    @Mapping(target = "givenAt", ignore = true)
    FeedbackGiven fromAvro(metatextgrad.events.FeedbackGiven feedback);

    @Mapping(target = "byTruth", ignore = true)
    @Mapping(target = "byOpinion", ignore = true)
    OpenAnswer fromAvro(metatextgrad.events.OpenAnswer answer);

    @Mapping(target = "at", ignore = true)
    @Mapping(target = "waiting", ignore = true)
    TrafficCount fromAvro(metatextgrad.events.TrafficCount count);

    @Mapping(target = "drawing", ignore = true)
    MixCompared fromAvro(metatextgrad.events.MixCompared compared);

    @Mapping(target = "plus", ignore = true)
    TaskMix fromAvro(metatextgrad.events.TaskMix mix);

    @Mapping(target = "spentOn", ignore = true)
    PooledTask fromAvro(metatextgrad.events.PooledTask task);

    @Mapping(target = "id", expression = "java(version.id().value())")
    @Mapping(target = "text", source = "program", qualifiedByName = "prompt")
    metatextgrad.events.PromptVersion toAvro(PromptVersion version);

    @Mapping(target = "sourceTopic", source = "topic")
    @Mapping(target = "sourcePartition", source = "partition")
    @Mapping(target = "sourceOffset", source = "offset")
    @Mapping(target = "message", source = "message", qualifiedByName = "redacted")
    @Mapping(target = "key", source = "recordKey")
    @Mapping(target = "headers", source = "headers.kept")
    @Mapping(target = "headersLeftOut", source = "headers.leftOut")
    metatextgrad.events.DeadLetter toAvro(DeadLetter letter);

    @InheritInverseConfiguration(name = "toAvro")
    @Mapping(target = "message", source = "message")
    DeadLetter fromAvro(metatextgrad.events.DeadLetter letter);

    metatextgrad.events.TaskSubmitted toAvro(TaskSubmitted task);

    @Mapping(target = "withSet", ignore = true)
    @Mapping(target = "withTarget", ignore = true)
    @Mapping(target = "withSplit", ignore = true)
    TaskSubmitted fromAvro(metatextgrad.events.TaskSubmitted task);

    metatextgrad.events.ScoreStats toAvro(ScoreStats stats);

    ScoreStats fromAvro(metatextgrad.events.ScoreStats stats);

    metatextgrad.events.Incumbent toAvro(Incumbent incumbent);

    Incumbent fromAvro(metatextgrad.events.Incumbent incumbent);

    metatextgrad.events.EvaluatedOptimizer toAvro(EvaluatedOptimizer optimizer);

    EvaluatedOptimizer fromAvro(metatextgrad.events.EvaluatedOptimizer optimizer);

    List<metatextgrad.events.Range> avroRanges(List<Range> ranges);

    List<Range> ranges(List<metatextgrad.events.Range> ranges);

    List<metatextgrad.events.PromptPhase> avroPhases(List<PromptPhase> phases);

    List<PromptPhase> phases(List<metatextgrad.events.PromptPhase> phases);

    List<RoundReport> avroRounds(List<RoundEnd> rounds);

    List<RoundEnd> rounds(List<RoundReport> rounds);

    List<ReportLine> avroLines(List<RunState.Line> lines);

    List<RunState.Line> lines(List<ReportLine> lines);
}
