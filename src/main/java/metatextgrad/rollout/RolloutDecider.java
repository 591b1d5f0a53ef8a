package metatextgrad.rollout;

import java.time.Instant;
import java.util.Optional;
import metatextgrad.decide.Decider;
import metatextgrad.decide.Decision;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.decide.InputTable;
import metatextgrad.decide.Rows;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.live.AdaptCommand;
import metatextgrad.model.live.AdaptCommand.AdaptStarted;
import metatextgrad.model.live.AdaptCommand.AdaptStopped;
import metatextgrad.model.live.RunOutcome;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.SetClosed;

/**
 * Decides which versions applications use. The decider also reads its own serving tables. They are
 * the base of its state when the log before them is deleted (RELIABILITY §6.3).
 */
public final class RolloutDecider implements Decider<RolloutInput> {
    @Override
    public InputTable<RolloutInput> inputs() {
        return RolloutInput.TABLE;
    }

    @Override
    public Decision decide(Rows rows, RolloutInput input) {
        DecisionBuilder decision = new DecisionBuilder(rows);
        switch (input) {
            case RolloutInput.Offer(ChallengerOffered offered) -> {
                step(decision, offered.project()).offer(offered);
                next(decision, offered.project()).offer(offered);
            }
            case RolloutInput.Command(RolloutCommand command) -> {
                Optional<String> refusal = step(decision, command.project()).handleCommand(command);
                if (refusal.isPresent()) return Decision.rejected(refusal.get());
            }
            case RolloutInput.Judgement(TaskJudged judged) -> {
                RolloutStep step = step(decision, judged.project());
                if (step.isOfNoTable(judged))
                    return Decision.rejected(
                            "the answer to task `%s` names serving table %s, which project %s does not have here: report the `serial` of the table that chose the version, and key the record by the project with Kafka's default partitioner"
                                    .formatted(
                                            judged.task(),
                                            judged.serial().number(),
                                            judged.project()));
                step.count(judged);
            }
            case RolloutInput.Served(PromptsServed table) ->
                    step(decision, table.project()).follow(table);
            case RolloutInput.Adapt(AdaptCommand command) -> {
                switch (command) {
                    case AdaptStarted started -> {
                        new DriftStep(decision, new RolloutKeys(command.id())).begin(started);
                        step(decision, command.id()).begin(started);
                    }
                    case AdaptStopped stopped ->
                            decision.put(new RolloutKeys(stopped.id()).stopped(), stopped);
                }
            }
            case RolloutInput.Closed(SetClosed closed) -> {
                ProjectId project = closed.snapshot().spec().project();
                next(decision, project).follow(closed);
                gate(decision, project).keep(closed);
            }
            case RolloutInput.Outcome(GateScored scored) ->
                    gate(decision, scored.project()).keep(scored);
            case RolloutInput.Outcome(RunOutcome other) -> {}
        }
        gate(decision, project(input)).advance(time(input, decision));
        new LabelStep(decision, new RolloutKeys(project(input))).publish(rows);
        return decision.decision();
    }

    private static ProjectId project(RolloutInput input) {
        return switch (input) {
            case RolloutInput.Offer offer -> offer.offered().project();
            case RolloutInput.Command command -> command.command().project();
            case RolloutInput.Judgement judgement -> judgement.judged().project();
            case RolloutInput.Served served -> served.table().project();
            case RolloutInput.Adapt adapt -> adapt.command().id();
            case RolloutInput.Closed closed -> closed.closed().snapshot().spec().project();
            case RolloutInput.Outcome outcome -> outcome.outcome().project();
        };
    }

    /** The time of an event that has one; else the earliest, at which nothing is over or begins. */
    private static Instant time(RolloutInput input, Rows rows) {
        return switch (input) {
            case RolloutInput.Judgement(TaskJudged judged) ->
                    new RolloutKeys(judged.project()).judgedAt(rows, judged);
            case RolloutInput.Closed closed -> closed.closed().at();
            case RolloutInput.Adapt adapt -> adapt.command().at();
            case RolloutInput.Offer offer -> Instant.EPOCH;
            case RolloutInput.Command command -> Instant.EPOCH;
            case RolloutInput.Served served -> Instant.EPOCH;
            case RolloutInput.Outcome outcome -> Instant.EPOCH;
        };
    }

    private static GateStep gate(DecisionBuilder decision, ProjectId project) {
        return new GateStep(decision, new RolloutKeys(project));
    }

    private static NextResult next(DecisionBuilder decision, ProjectId project) {
        return new NextResult(decision, new RolloutKeys(project));
    }

    private static RolloutStep step(DecisionBuilder decision, ProjectId project) {
        return new RolloutStep(decision, new RolloutKeys(project));
    }
}
