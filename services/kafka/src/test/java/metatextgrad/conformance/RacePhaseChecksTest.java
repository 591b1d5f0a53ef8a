package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ScriptedModel.Call;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.MetaSettings.SearchMode;
import org.junit.jupiter.api.Test;

/** METHOD §6.6 checks 68 and 69: optimizers of several phases, and the reason of a plateau. */
final class RacePhaseChecksTest {
    /** A learned description makes each rewrite much better. */
    private static final EmittedEvents RUN =
            RaceScenario.scenario()
                    .meta(new MetaSettings(1, 0, 1, 0, InitialScore.TRIAL).in(SearchMode.RACE))
                    .optimizers(twoPhases())
                    .data(40, RaceScenario.VAL)
                    .script(RaceScenario.script().writer(RacePhaseChecksTest::rewrites))
                    .run();

    @Test
    void method68ShouldJudgeADescriptionByStepsOfItsPhase() {
        List<StepRequested> steps = RUN.all(StepRequested.class);
        List<String> learned =
                steps.stream()
                        .map(RacePhaseChecksTest::description)
                        .filter(text -> text.startsWith("Way "))
                        .distinct()
                        .toList();
        assertThat(learned).hasSize(1);
        assertThat(
                        RUN.asked(ModelRole.OPTIMIZER).stream()
                                .filter(request -> request.messages().toString().contains("Way ")))
                .hasSizeGreaterThan(10);
        RoundEnd round = last().rounds().getLast();
        assertThat(round.round()).isEqualTo(1);
        assertThat(round.verdict()).isEqualTo(Verdict.ADOPTED);
        // Both take the twelve steps of the confirmation in the same phase.
        assertThat(steps.subList(steps.size() - 24, steps.size()))
                .extracting(RacePhaseChecksTest::description)
                .containsOnly(learned.getFirst(), "Second phase.");
    }

    @Test
    void method69ShouldStateThePlateauAlsoAfterAConfirmation() {
        assertThat(last().reason()).startsWith("the last 4 steps found no better program");
    }

    private static RunState last() {
        return RUN.all(RunState.class).getLast();
    }

    private static String description(StepRequested step) {
        return step.spec().phases().getFirst().taskDescription();
    }

    private static OptimizerSpec twoPhases() {
        List<Phase> phases = new ArrayList<>();
        phases.addAll(TgdPhase.of(3).description("First phase.").spec("x").phases());
        phases.addAll(TgdPhase.of(3).description("Second phase.").spec("x").phases());
        return new OptimizerSpec("two", phases);
    }

    private static Reply rewrites(Call call) {
        int now = RaceScenario.number(Script.currentText(call), "solves ");
        int mark = call.user().hashCode() + call.seed();
        int by = call.system().contains("Way ") ? 16 : 1;
        return Script.answered(
                Script.tagged("solves " + Math.clamp(now + by, 1, 20) + " in way " + mark));
    }
}
