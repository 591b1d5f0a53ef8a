package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.decide.Decision;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.MemoryRows;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.model.Cost;
import metatextgrad.model.ProgramId;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.optimizer.OptimizerDecider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** METHOD §6.5 check 44: late events are dropped and counted, early events are kept. */
final class StaleChecksTest {
    private static final EmittedEvents TRIAL = new Scenario().phase(TgdPhase.of(2)).trial();
    private static final List<Event> HEARD =
            TRIAL.events().stream().filter(StaleChecksTest::heard).toList();

    private final OptimizerDecider optimizer = new OptimizerDecider();
    private final MemoryRows rows = new MemoryRows();

    @Test
    @DisplayName(
            "FAULT 24: results of an earlier step or of a finished trial are counted and dropped")
    void method44ShouldDropAndCountWhatBelongsToAnEarlierStepOrAFinishedTrial() {
        GradientComputed early = TRIAL.gradients(1).getFirst();
        TextualLoss scored = losses(1).getFirst();
        int second = HEARD.indexOf(TRIAL.gradients(2).getFirst());
        HEARD.subList(0, second).forEach(this::handle);
        assertThat(handle(early)).isEqualTo(Decision.ignored(IgnoreReason.STALE));
        assertThat(handle(scored)).isEqualTo(Decision.ignored(IgnoreReason.STALE));
        HEARD.subList(second, HEARD.size()).forEach(this::handle);
        assertThat(handle(TRIAL.gradients(2).getFirst()))
                .isEqualTo(Decision.ignored(IgnoreReason.STALE));
        assertThat(handle(losses(2).getFirst())).isEqualTo(Decision.ignored(IgnoreReason.STALE));
    }

    @Test
    void method44ShouldDropAndCountWhatIsAboutAnotherCandidate() {
        TextualLoss first = losses(1).getFirst();
        HEARD.subList(0, HEARD.indexOf(first)).forEach(this::handle);
        TextualLoss other =
                new TextualLoss(
                        first.stepRef(),
                        first.slot(),
                        first.task(),
                        new ProgramId("superseded"),
                        first.score(),
                        first.trace(),
                        first.failure(),
                        Cost.NONE);
        assertThat(handle(other)).isEqualTo(Decision.ignored(IgnoreReason.STALE));
        assertThat(handle(first).ignored()).isEmpty();
    }

    @Test
    void method44ShouldKeepWhatComesEarlyAndUseItWhenItsStepBegins() {
        List<Event> later =
                HEARD.stream()
                        .filter(
                                event ->
                                        event instanceof TextualLoss loss
                                                && loss.stepRef().step() == 2)
                        .toList();
        assertThat(later).isNotEmpty();
        for (Event event : later) assertThat(handle(event).ignored()).isEmpty();
        List<Event> rest = HEARD.stream().filter(event -> !later.contains(event)).toList();
        List<Event> emitted =
                rest.stream().flatMap(event -> handle(event).outputs().stream()).toList();
        assertThat(emitted.stream().filter(ScoreAggregated.class::isInstance))
                .isEqualTo(TRIAL.all(ScoreAggregated.class));
    }

    @Test
    void method44ShouldKeepWhatIsAboutATrialThatNobodyKnowsYet() {
        TextualLoss loss = losses(1).getFirst();
        StepRef stepRef =
                new StepRef(
                        loss.stepRef().project(),
                        loss.stepRef().run(),
                        new TrialId("unknown"),
                        1,
                        0);
        TextualLoss unknown =
                new TextualLoss(
                        stepRef,
                        loss.slot(),
                        loss.task(),
                        loss.candidate(),
                        loss.score(),
                        loss.trace(),
                        loss.failure(),
                        Cost.NONE);
        Decision decision = handle(unknown);
        assertThat(decision.ignored()).isEmpty();
        assertThat(rows.startingWith("unknown").values()).containsExactly(unknown);
    }

    private Decision handle(Event event) {
        Decision decision = optimizer.handle(rows, event);
        rows.apply(decision);
        return decision;
    }

    private static List<TextualLoss> losses(int step) {
        return HEARD.stream()
                .filter(event -> event instanceof TextualLoss loss && loss.stepRef().step() == step)
                .map(TextualLoss.class::cast)
                .toList();
    }

    private static boolean heard(Event event) {
        return event instanceof MetaPromptPublished
                || event instanceof TaskBatch
                || event instanceof GradientComputed
                || event instanceof BatchClosed
                || (event instanceof TextualLoss loss
                        && loss.slot().split() == metatextgrad.model.Split.VAL)
                || (event instanceof LlmResponse reply && reply.requester() == Requester.OPTIMIZER);
    }
}
