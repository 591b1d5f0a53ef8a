package metatextgrad.wire;

import metatextgrad.llm.BackwardContext;
import metatextgrad.llm.JudgeContext;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.NoContext;
import metatextgrad.llm.ProgramContext;
import metatextgrad.llm.RequestContext;
import metatextgrad.llm.RunCalls;
import metatextgrad.model.Cost;
import metatextgrad.model.Row;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.BatchParked;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.DeadLetter.DeadLetterSent;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.MetaStructurePublished;
import metatextgrad.model.event.ModelState;
import metatextgrad.model.event.OptimizerProposed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.PromptsServed.PromptsJson;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RolloutCommand.ChallengerPromoted;
import metatextgrad.model.event.RolloutCommand.ChallengerRejected;
import metatextgrad.model.event.RolloutCommand.ChampionPinned;
import metatextgrad.model.event.RolloutCommand.ChampionUnpinned;
import metatextgrad.model.event.RolloutCommand.LabelRemoved;
import metatextgrad.model.event.RolloutCommand.RolledBack;
import metatextgrad.model.event.RolloutCommand.VersionLabelled;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunLimit.RunBudgetExhausted;
import metatextgrad.model.event.RunLimit.RunBudgetRestored;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskCount.TaskSetCounted;
import metatextgrad.model.event.TaskCount.UnknownProjectCounted;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.event.TrialCommand.TrialPaused;
import metatextgrad.model.event.TrialCommand.TrialResumed;
import metatextgrad.model.event.TrialCommand.TrialStopped;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.MixCompared;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.RunOutcome.OptimizersJudged;
import metatextgrad.model.live.RunOutcome.RunEnded;
import metatextgrad.model.live.RunOutcome.StepScored;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.SetRequest.GateItemsRequested;
import metatextgrad.model.live.SetRequest.WindowRequested;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand.AuditSet;
import metatextgrad.model.live.TaskCommand.GroupForgotten;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.model.live.TaskMix;
import metatextgrad.model.live.TrafficCount;
import metatextgrad.model.state.ChampionScores;
import metatextgrad.model.state.Contest;
import metatextgrad.model.state.OpenAnswer;
import metatextgrad.model.state.OpenFeedback;
import metatextgrad.model.state.PinnedShares;
import metatextgrad.model.state.PoolCount;
import metatextgrad.model.state.PoolPlace;
import metatextgrad.model.state.PooledTask;
import metatextgrad.model.state.Run;
import metatextgrad.model.state.StepMemory;
import metatextgrad.model.state.TaskDue;
import metatextgrad.model.state.TaskOfInput;
import metatextgrad.model.state.Trial;
import org.apache.avro.specific.SpecificRecord;
import org.mapstruct.Builder;
import org.mapstruct.InheritInverseConfiguration;
import org.mapstruct.Mapper;
import org.mapstruct.NullValueCheckStrategy;
import org.mapstruct.ReportingPolicy;
import org.mapstruct.SubclassExhaustiveStrategy;
import org.mapstruct.SubclassMapping;

/**
 * Maps rows and contexts to Avro records and back, field by field, by their names. MapStruct
 * generates the code: a field without a counterpart fails the build. A new type needs a line here,
 * and a method in {@link PartMapper} or a class in {@code uses} if its names differ.
 */
@Mapper(
        uses = {
            FieldConversions.class,
            FailureWire.class,
            BlockWire.class,
            CostWire.class,
            PriceWire.class,
            TrialWire.class,
            PromptPhaseWire.class,
            RunWire.class,
            ServingWire.class,
            LedgerWire.class
        },
        builder = @Builder(disableBuilder = true),
        unmappedTargetPolicy = ReportingPolicy.ERROR,
        typeConversionPolicy = ReportingPolicy.ERROR,
        nullValueCheckStrategy = NullValueCheckStrategy.ALWAYS,
        subclassExhaustiveStrategy = SubclassExhaustiveStrategy.RUNTIME_EXCEPTION)
interface RowMapper extends PartMapper {
    /** Decodes the context of requests. */
    RowMapper MAPPER = new RowMapperImpl();

    @SubclassMapping(source = LlmRequest.class, target = metatextgrad.events.LlmRequest.class)
    @SubclassMapping(source = LlmResponse.class, target = metatextgrad.events.LlmResponse.class)
    @SubclassMapping(source = LedgerEntry.class, target = metatextgrad.events.LedgerEntry.class)
    @SubclassMapping(
            source = ProjectDefined.class,
            target = metatextgrad.events.ProjectDefined.class)
    @SubclassMapping(source = TaskSubmitted.class, target = metatextgrad.events.TaskSubmitted.class)
    @SubclassMapping(source = Snapshot.class, target = metatextgrad.events.Snapshot.class)
    @SubclassMapping(source = TaskOfInput.class, target = metatextgrad.events.TaskOfInput.class)
    @SubclassMapping(
            source = TaskSetCounted.class,
            target = metatextgrad.events.TaskSetCounted.class)
    @SubclassMapping(
            source = UnknownProjectCounted.class,
            target = metatextgrad.events.UnknownProjectCounted.class)
    @SubclassMapping(source = PinnedShares.class, target = metatextgrad.events.PinnedShares.class)
    @SubclassMapping(
            source = BatchRequested.class,
            target = metatextgrad.events.BatchRequested.class)
    @SubclassMapping(source = TaskBatch.class, target = metatextgrad.events.TaskBatch.class)
    @SubclassMapping(source = BatchClosed.class, target = metatextgrad.events.BatchClosed.class)
    @SubclassMapping(source = BatchParked.class, target = metatextgrad.events.BatchParked.class)
    @SubclassMapping(
            source = CandidateOutput.class,
            target = metatextgrad.events.CandidateOutput.class)
    @SubclassMapping(source = TextualLoss.class, target = metatextgrad.events.TextualLoss.class)
    @SubclassMapping(
            source = GradientComputed.class,
            target = metatextgrad.events.GradientComputed.class)
    @SubclassMapping(
            source = ScoreAggregated.class,
            target = metatextgrad.events.ScoreAggregated.class)
    @SubclassMapping(source = Cost.class, target = metatextgrad.events.Cost.class)
    @SubclassMapping(
            source = EvaluationRequested.class,
            target = metatextgrad.events.EvaluationRequested.class)
    @SubclassMapping(source = StepRequested.class, target = metatextgrad.events.StepRequested.class)
    @SubclassMapping(
            source = OptimizerState.class,
            target = metatextgrad.events.OptimizerState.class)
    @SubclassMapping(source = Trial.class, target = metatextgrad.events.Trial.class)
    @SubclassMapping(source = StepMemory.class, target = metatextgrad.events.StepMemory.class)
    @SubclassMapping(
            source = MetaPromptPublished.class,
            target = metatextgrad.events.MetaPromptPublished.class)
    @SubclassMapping(
            source = MetaStructurePublished.class,
            target = metatextgrad.events.MetaStructurePublished.class)
    @SubclassMapping(
            source = OptimizerVersion.class,
            target = metatextgrad.events.OptimizerVersion.class)
    @SubclassMapping(
            source = OptimizerProposed.class,
            target = metatextgrad.events.OptimizerProposed.class)
    @SubclassMapping(source = RunRequested.class, target = metatextgrad.events.RunRequested.class)
    @SubclassMapping(source = RunState.class, target = metatextgrad.events.RunState.class)
    @SubclassMapping(source = Run.class, target = metatextgrad.events.Run.class)
    @SubclassMapping(source = RunPaused.class, target = metatextgrad.events.RunPaused.class)
    @SubclassMapping(source = RunResumed.class, target = metatextgrad.events.RunResumed.class)
    @SubclassMapping(source = RunCancelled.class, target = metatextgrad.events.RunCancelled.class)
    @SubclassMapping(source = TrialPaused.class, target = metatextgrad.events.TrialPaused.class)
    @SubclassMapping(source = TrialResumed.class, target = metatextgrad.events.TrialResumed.class)
    @SubclassMapping(source = TrialStopped.class, target = metatextgrad.events.TrialStopped.class)
    @SubclassMapping(source = BudgetLimits.class, target = metatextgrad.events.BudgetLimits.class)
    @SubclassMapping(source = BudgetSpend.class, target = metatextgrad.events.BudgetSpend.class)
    @SubclassMapping(source = RunCalls.class, target = metatextgrad.events.RunCalls.class)
    @SubclassMapping(source = ModelState.class, target = metatextgrad.events.ModelState.class)
    @SubclassMapping(
            source = RunBudgetExhausted.class,
            target = metatextgrad.events.RunBudgetExhausted.class)
    @SubclassMapping(
            source = RunBudgetRestored.class,
            target = metatextgrad.events.RunBudgetRestored.class)
    @SubclassMapping(
            source = ChallengerOffered.class,
            target = metatextgrad.events.ChallengerOffered.class)
    @SubclassMapping(source = PromptVersion.class, target = metatextgrad.events.PromptVersion.class)
    @SubclassMapping(source = PromptsServed.class, target = metatextgrad.events.PromptsServed.class)
    @SubclassMapping(source = PromptsJson.class, target = metatextgrad.events.PromptsJson.class)
    @SubclassMapping(source = TaskJudged.class, target = metatextgrad.events.TaskJudged.class)
    @SubclassMapping(
            source = ChallengerApproved.class,
            target = metatextgrad.events.ChallengerApproved.class)
    @SubclassMapping(
            source = ChallengerPromoted.class,
            target = metatextgrad.events.ChallengerPromoted.class)
    @SubclassMapping(
            source = ChallengerRejected.class,
            target = metatextgrad.events.ChallengerRejected.class)
    @SubclassMapping(source = RolledBack.class, target = metatextgrad.events.RolledBack.class)
    @SubclassMapping(
            source = ChampionPinned.class,
            target = metatextgrad.events.ChampionPinned.class)
    @SubclassMapping(
            source = ChampionUnpinned.class,
            target = metatextgrad.events.ChampionUnpinned.class)
    @SubclassMapping(
            source = VersionLabelled.class,
            target = metatextgrad.events.VersionLabelled.class)
    @SubclassMapping(source = LabelRemoved.class, target = metatextgrad.events.LabelRemoved.class)
    @SubclassMapping(source = Contest.class, target = metatextgrad.events.Contest.class)
    @SubclassMapping(source = AdaptStarted.class, target = metatextgrad.events.AdaptStarted.class)
    @SubclassMapping(source = AdaptStopped.class, target = metatextgrad.events.AdaptStopped.class)
    @SubclassMapping(source = TaskArrived.class, target = metatextgrad.events.TaskArrived.class)
    @SubclassMapping(
            source = WindowRequested.class,
            target = metatextgrad.events.WindowRequested.class)
    @SubclassMapping(
            source = GateItemsRequested.class,
            target = metatextgrad.events.GateItemsRequested.class)
    @SubclassMapping(source = SetClosed.class, target = metatextgrad.events.SetClosed.class)
    @SubclassMapping(source = RunEnded.class, target = metatextgrad.events.RunEnded.class)
    @SubclassMapping(
            source = OptimizersJudged.class,
            target = metatextgrad.events.OptimizersJudged.class)
    @SubclassMapping(source = GateScored.class, target = metatextgrad.events.GateScored.class)
    @SubclassMapping(source = StepScored.class, target = metatextgrad.events.StepScored.class)
    @SubclassMapping(source = AdaptState.class, target = metatextgrad.events.AdaptState.class)
    @SubclassMapping(source = GateContest.class, target = metatextgrad.events.GateContest.class)
    @SubclassMapping(source = DriftDetected.class, target = metatextgrad.events.DriftDetected.class)
    @SubclassMapping(
            source = ChampionScores.class,
            target = metatextgrad.events.ChampionScores.class)
    @SubclassMapping(source = PooledTask.class, target = metatextgrad.events.PooledTask.class)
    @SubclassMapping(source = PoolPlace.class, target = metatextgrad.events.PoolPlace.class)
    @SubclassMapping(source = PoolCount.class, target = metatextgrad.events.PoolCount.class)
    @SubclassMapping(source = TaskMix.class, target = metatextgrad.events.TaskMix.class)
    @SubclassMapping(source = MixCompared.class, target = metatextgrad.events.MixCompared.class)
    @SubclassMapping(source = TrafficCount.class, target = metatextgrad.events.TrafficCount.class)
    @SubclassMapping(source = AnswerGiven.class, target = metatextgrad.events.AnswerGiven.class)
    @SubclassMapping(source = FeedbackGiven.class, target = metatextgrad.events.FeedbackGiven.class)
    @SubclassMapping(source = AuditSet.class, target = metatextgrad.events.AuditSet.class)
    @SubclassMapping(source = TaskLabelled.class, target = metatextgrad.events.TaskLabelled.class)
    @SubclassMapping(
            source = GroupForgotten.class,
            target = metatextgrad.events.GroupForgotten.class)
    @SubclassMapping(source = OpenAnswer.class, target = metatextgrad.events.OpenAnswer.class)
    @SubclassMapping(source = OpenFeedback.class, target = metatextgrad.events.OpenFeedback.class)
    @SubclassMapping(source = TaskDue.class, target = metatextgrad.events.TaskDue.class)
    @SubclassMapping(source = DeadLetter.class, target = metatextgrad.events.DeadLetter.class)
    @SubclassMapping(
            source = DeadLetterSent.class,
            target = metatextgrad.events.DeadLetterSent.class)
    SpecificRecord recordOf(Row row);

    @InheritInverseConfiguration
    Row rowOf(SpecificRecord record);

    @SubclassMapping(
            source = ProgramContext.class,
            target = metatextgrad.events.ProgramContext.class)
    @SubclassMapping(source = JudgeContext.class, target = metatextgrad.events.JudgeContext.class)
    @SubclassMapping(
            source = BackwardContext.class,
            target = metatextgrad.events.BackwardContext.class)
    @SubclassMapping(source = NoContext.class, target = metatextgrad.events.NoContext.class)
    SpecificRecord recordOf(RequestContext context);

    @InheritInverseConfiguration
    RequestContext contextOf(SpecificRecord record);
}
