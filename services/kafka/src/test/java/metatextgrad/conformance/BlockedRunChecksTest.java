package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunLimit.RunBudgetExhausted;
import metatextgrad.model.event.RunLimit.RunBudgetRestored;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.RunState.Status;
import metatextgrad.model.event.TrialCommand.TrialPaused;
import metatextgrad.model.event.TrialCommand.TrialResumed;
import metatextgrad.model.project.BlockReason;
import metatextgrad.model.project.Limits.Exceeded;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * METHOD 42, second half: a run that a limit of project or day blocks continues as if undisturbed.
 */
final class BlockedRunChecksTest {
    private static final RunId RUN = new RunId("run");
    private static final EmittedEvents UNDISTURBED = scenario().run();
    private static final RunState END = UNDISTURBED.all(RunState.class).getLast();

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 45, 90, 150, 222, 333, 444, 555, 666, 777})
    void method42ShouldEndAsUndisturbedWhenItIsReleased(int at) {
        EmittedEvents emitted =
                play(
                        at,
                        List.of(
                                new RunBudgetExhausted(RUN, 3, spent(3)),
                                new RunBudgetExhausted(RUN, 3, spent(5))),
                        List.of(
                                List.of(
                                        new RunBudgetRestored(RUN, 3),
                                        new RunBudgetRestored(RUN, 3))));
        assertThat(unnumbered(emitted.all(RunState.class).getLast())).isEqualTo(unnumbered(END));
        assertThat(emitted.all(LlmRequest.class))
                .containsExactlyInAnyOrderElementsOf(UNDISTURBED.all(LlmRequest.class));
        assertThat(emitted.all(RunState.class))
                .filteredOn(state -> state.status() == Status.BLOCKED)
                .singleElement()
                .satisfies(
                        state ->
                                assertThat(state.reason())
                                        .isEqualTo("the budget of p has spent 3 of 3 calls"));
    }

    @Test
    void method42ShouldRestUntilTheLastPartitionAndThePersonReleasesIt() {
        EmittedEvents emitted =
                play(
                        333,
                        List.of(
                                new RunBudgetExhausted(RUN, 3, spent(3)),
                                new RunBudgetExhausted(RUN, 1, spent(4)),
                                new RunPaused(RUN)),
                        List.of(
                                List.of(new RunBudgetRestored(RUN, 3)),
                                List.of(new RunResumed(RUN)),
                                List.of(new RunBudgetRestored(RUN, 1))));
        assertThat(emitted.all(RunState.class))
                .extracting(RunState::status)
                .containsSubsequence(
                        Status.BLOCKED,
                        Status.BLOCKED,
                        Status.PAUSED,
                        Status.PAUSED,
                        Status.BLOCKED,
                        Status.RUNNING,
                        Status.FINISHED);
        assertThat(emitted.all(TrialPaused.class)).doesNotHaveDuplicates().isNotEmpty();
        assertThat(emitted.all(TrialPaused.class))
                .extracting(TrialPaused::trial)
                .containsAll(
                        emitted.all(TrialResumed.class).stream().map(TrialResumed::trial).toList());
        assertThat(unnumbered(emitted.all(RunState.class).getLast())).isEqualTo(unnumbered(END));
    }

    @Test
    void method42ShouldHoldNothingThatIsOver() {
        EmittedEvents emitted =
                play(-1, List.of(), List.of(List.of(new RunBudgetExhausted(RUN, 3, spent(3)))));
        assertThat(emitted.all(RunState.class)).isEqualTo(UNDISTURBED.all(RunState.class));
        assertThat(emitted.all(TrialPaused.class)).isEmpty();
    }

    /**
     * Emits the first events after this many events, and each later list when no events are left.
     */
    private static EmittedEvents play(int at, List<Event> first, List<List<Event>> later) {
        List<List<Event>> left = new ArrayList<>(later);
        return new Loop(MetaReplies.rising())
                .play(
                        scenario().start(),
                        UnaryOperator.identity(),
                        new Loop.Outside() {
                            @Override
                            public List<Event> after(int emitted) {
                                return emitted == at ? first : List.of();
                            }

                            @Override
                            public List<Event> idle() {
                                return left.isEmpty() ? List.of() : left.removeFirst();
                            }
                        });
    }

    private static RunState unnumbered(RunState state) {
        return new RunState(
                state.request(),
                state.status(),
                state.phase(),
                state.rounds(),
                state.lines(),
                state.best(),
                state.reason(),
                state.blocked(),
                new Serial(1));
    }

    private static Scenario scenario() {
        return new Scenario()
                .optimizers(MetaReplies.reaching("a", 2, 2), MetaReplies.reaching("b", 3, 1))
                .meta(new MetaSettings(1, 1, 1, 0, InitialScore.TRIAL))
                .script(MetaReplies.rising());
    }

    private static BlockReason spent(long calls) {
        return new BlockReason.Spent("p", new Exceeded(Exceeded.Unit.CALLS, calls, 3), false);
    }
}
