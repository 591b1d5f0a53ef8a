package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import metatextgrad.model.ProgramId;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerState.Decided;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.AcceptanceRule;
import org.junit.jupiter.api.Test;

/** METHOD §6.2 checks 19 to 22: the scores of a trial, and the programs it keeps. */
final class TrialChecksTest {
    private static final int ITEMS = 200;

    @Test
    void method19ShouldScoreEveryStepOverExactlyTheValidationItems() {
        EmittedEvents emitted = new Scenario().data(9, ITEMS).phase(TgdPhase.of(3)).run();
        Set<TaskId> val = idsOf(emitted, Split.VAL);
        assertThat(emitted.scores(ScoreAggregated.Scope.STEP))
                .hasSize(3)
                .allSatisfy(
                        report -> {
                            assertThat(report.split()).isEqualTo(Split.VAL);
                            assertThat(report.stats().items()).isEqualTo(ITEMS);
                        });
        for (int step = 1; step <= 3; step++) {
            assertThat(scored(emitted, step, Split.VAL)).hasSize(ITEMS).containsAll(val);
            assertThat(scored(emitted, step, Split.TEST)).isEmpty();
            assertThat(scored(emitted, step, Split.GATE)).isEmpty();
        }
        assertThat(emitted.all(EvaluationRequested.class))
                .filteredOn(evaluation -> evaluation.split() == Split.VAL)
                .filteredOn(evaluation -> evaluation.stepRef().sample() == 0)
                .extracting(EvaluationRequested::program)
                .containsExactly(Programs.oneCall("solves 1"));
    }

    @Test
    void method19ShouldKeepTwoRangesOfAtMost64Outstanding() {
        EmittedEvents emitted = new Scenario().data(3, ITEMS).trial();
        assertThat(emitted.all(BatchRequested.class))
                .filteredOn(request -> request.split() == Split.VAL)
                .hasSize(4)
                .allSatisfy(request -> assertThat(request.range().size()).isBetween(1, 64));
        assertThat(maxOutstanding(emitted)).isEqualTo(2);
    }

    @Test
    void method20ShouldKeepOnlyWhatScoresStrictlyHigher() {
        Script script =
                new Script()
                        .writes(
                                Script.tagged("solves 3"),
                                Script.tagged("solves 5"),
                                Script.tagged("solves 4"),
                                Script.tagged("solves 5 again"));
        EmittedEvents emitted =
                new Scenario().seedSolves(2).phase(TgdPhase.of(4)).script(script).trial();
        assertThat(emitted.states())
                .extracting(OptimizerState::decision, OptimizerState::incumbentScore)
                .containsExactly(
                        tuple(Decided.ACCEPTED, .3),
                        tuple(Decided.ACCEPTED, .5),
                        tuple(Decided.REJECTED, .5),
                        tuple(Decided.REJECTED, .5));
        assertThat(result(emitted).program()).isEqualTo(Programs.oneCall("solves 5"));
        assertThat(result(emitted).stats().mean()).isEqualTo(.5);
    }

    @Test
    void method21ShouldGoBackOnlyFromALowerScore() {
        Script script =
                new Script()
                        .writes(
                                Script.tagged("solves 2"),
                                Script.tagged("solves 3 again"),
                                Script.tagged("solves 1"));
        EmittedEvents emitted =
                new Scenario()
                        .program(Programs.oneCall("solves 3"))
                        .seedSolves(3)
                        .acceptance(AcceptanceRule.REVERT)
                        .phase(TgdPhase.of(3))
                        .script(script)
                        .trial();
        assertThat(emitted.states())
                .extracting(
                        OptimizerState::decision,
                        state -> Programs.prompt(state.incumbent(), "solve"),
                        OptimizerState::incumbentScore)
                .containsExactly(
                        tuple(Decided.REJECTED, "solves 3", .3),
                        tuple(Decided.ACCEPTED, "solves 3 again", .3),
                        tuple(Decided.REJECTED, "solves 3 again", .3));
        assertThat(result(emitted).program()).isEqualTo(Programs.oneCall("solves 3 again"));
    }

    @Test
    void method22ShouldStartEveryTrialFromTheSameProgramAndBatches() {
        Script script =
                new Script()
                        .meta(
                                call ->
                                        Script.answered(
                                                "{\"improved_task_description\": \"You think.\"}"));
        EmittedEvents emitted =
                new Scenario()
                        .optimizers(
                                TgdPhase.of(2).spec("one"), TgdPhase.of(2).memory(1).spec("two"))
                        .rounds(1)
                        .script(script)
                        .run();
        List<TrialId> trials =
                emitted.all(MetaPromptPublished.class).stream()
                        .map(start -> start.stepRef().trial())
                        .toList();
        assertThat(trials).hasSize(4).doesNotHaveDuplicates();
        assertThat(trials)
                .allSatisfy(
                        trial ->
                                assertThat(firstProgram(emitted, trial))
                                        .isEqualTo(Programs.oneCall("solves 1").id()));
        assertThat(trials.stream().map(trial -> batches(emitted, trial)).distinct()).hasSize(1);
    }

    private static ScoreAggregated result(EmittedEvents emitted) {
        return emitted.scores(ScoreAggregated.Scope.TRIAL).getLast();
    }

    private static Set<TaskId> idsOf(EmittedEvents emitted, Split split) {
        return emitted.all(TaskSubmitted.class).stream()
                .filter(task -> task.split() == split)
                .map(TaskSubmitted::id)
                .collect(Collectors.toSet());
    }

    private static List<TaskId> scored(EmittedEvents emitted, int step, Split split) {
        return emitted.all(TextualLoss.class).stream()
                .filter(loss -> loss.stepRef().step() == step && loss.slot().split() == split)
                .map(TextualLoss::task)
                .toList();
    }

    private static ProgramId firstProgram(EmittedEvents emitted, TrialId trial) {
        return trainBatches(emitted, trial).getFirst().program().id();
    }

    private static List<List<TaskId>> batches(EmittedEvents emitted, TrialId trial) {
        return trainBatches(emitted, trial).stream()
                .map(batch -> batch.tasks().stream().map(TaskSubmitted::id).toList())
                .toList();
    }

    private static List<TaskBatch> trainBatches(EmittedEvents emitted, TrialId trial) {
        return emitted.all(TaskBatch.class).stream()
                .filter(batch -> batch.split() == Split.TRAIN)
                .filter(batch -> batch.stepRef().trial().equals(trial))
                .toList();
    }

    /**
     * Returns the largest number of ranges that were requested and not yet fully scored at any
     * time.
     */
    private static int maxOutstanding(EmittedEvents emitted) {
        Map<Integer, Integer> left = new HashMap<>();
        int max = 0;
        for (Event event : emitted.events()) {
            if (event instanceof BatchRequested request && request.split() == Split.VAL) {
                left.put(request.range().from() / 64, Math.min(64, ITEMS - request.range().from()));
            }
            if (event instanceof TextualLoss loss && loss.slot().split() == Split.VAL) {
                left.computeIfPresent(
                        loss.slot().number() / 64, (range, open) -> open == 1 ? null : open - 1);
            }
            max = Math.max(max, left.size());
        }
        return max;
    }
}
