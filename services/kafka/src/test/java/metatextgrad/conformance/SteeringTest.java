package metatextgrad.conformance;

import static metatextgrad.conformance.MetaReplies.reaching;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerToTry;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TrialCommand.TrialPaused;
import metatextgrad.model.event.TrialCommand.TrialResumed;
import metatextgrad.model.event.TrialCommand.TrialStopped;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of users to an open run (METHOD §4.5). */
final class SteeringTest {
    private static final RunId RUN = new RunId("run");
    private static final EmittedEvents UNDISTURBED = scenario().run();
    private static final RunState END = UNDISTURBED.all(RunState.class).getLast();

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 30, 45, 90, 150, 222, 333, 444, 555, 666, 777})
    void shouldEndAsUndisturbedAfterAPause(int at) {
        Paused outside = new Paused(at);
        EmittedEvents emitted =
                new Loop(MetaReplies.rising())
                        .play(scenario().start(), UnaryOperator.identity(), outside);
        assertThat(unnumbered(emitted.all(RunState.class).getLast())).isEqualTo(unnumbered(END));
        assertThat(emitted.all(LlmRequest.class))
                .containsExactlyInAnyOrderElementsOf(UNDISTURBED.all(LlmRequest.class));
        assertThat(billed(emitted)).isEqualTo(billed(UNDISTURBED));
        assertThat(emitted.all(TrialPaused.class))
                .extracting(TrialPaused::trial)
                .doesNotHaveDuplicates();
        assertThat(emitted.all(TrialResumed.class))
                .extracting(TrialResumed::trial)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 45, 90, 150, 222, 333, 444})
    void shouldAskForNothingMoreWhileItIsPaused(int at) {
        EmittedEvents emitted =
                new Loop(MetaReplies.rising())
                        .play(
                                scenario().start(),
                                UnaryOperator.identity(),
                                only(at, new RunPaused(RUN, "night", "ada")));
        RunState last = emitted.all(RunState.class).getLast();
        assertThat(last.status()).isEqualTo(RunState.Status.PAUSED);
        assertThat(last.reason()).isEqualTo("paused by ada: night");
        assertThat(after(emitted, RunPaused.class))
                .doesNotHaveAnyElementsOfTypes(OptimizerToTry.class);
        List<Event> held = after(emitted, TrialPaused.class);
        // Events emitted in the same moment are still on their way. After them there are no more.
        assertThat(held.subList(Math.min(held.size(), 60), held.size()))
                .doesNotHaveAnyElementsOfTypes(BatchRequested.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 45, 90, 150, 333, 444, 555, 666})
    void shouldEndAtOnceWhenItIsCancelled(int at) {
        EmittedEvents emitted =
                new Loop(MetaReplies.rising())
                        .play(
                                scenario().start(),
                                UnaryOperator.identity(),
                                only(at, new RunCancelled(RUN, "wrong set", "ada")));
        RunState last = emitted.all(RunState.class).getLast();
        assertThat(last.status()).isEqualTo(RunState.Status.CANCELLED);
        assertThat(last.reason()).startsWith("ada cancelled it while ").endsWith(": wrong set");
        assertThat(last.lines()).allMatch(line -> line.test() == null);
        assertThat(after(emitted, RunCancelled.class))
                .doesNotHaveAnyElementsOfTypes(OptimizerToTry.class);
        // Events emitted in the same moment are still on their way. After them there are no more.
        List<Event> stopped = after(emitted, TrialStopped.class);
        assertThat(stopped.subList(Math.min(stopped.size(), 60), stopped.size()))
                .doesNotHaveAnyElementsOfTypes(BatchRequested.class);
    }

    @Test
    void shouldChangeNothingWhereThereIsNothingToSteer() {
        EmittedEvents emitted =
                new Loop(MetaReplies.rising())
                        .play(
                                scenario().start(),
                                UnaryOperator.identity(),
                                new Loop.Outside() {
                                    private boolean over;

                                    @Override
                                    public List<Event> after(int emitted) {
                                        return emitted == 100
                                                ? List.of(
                                                        new RunResumed(RUN),
                                                        new RunPaused(new RunId("another")))
                                                : List.of();
                                    }

                                    @Override
                                    public List<Event> idle() {
                                        if (over) return List.of();
                                        over = true;
                                        return List.of(
                                                new RunPaused(RUN),
                                                new RunCancelled(RUN),
                                                new RunResumed(RUN));
                                    }
                                });
        assertThat(emitted.all(RunState.class)).isEqualTo(UNDISTURBED.all(RunState.class));
        assertThat(emitted.all(TrialPaused.class)).isEmpty();
        assertThat(emitted.all(TrialStopped.class)).isEmpty();
    }

    /** Pauses twice, and resumes twice when no events are left. */
    private record Paused(int at, List<Event> resumed) implements Loop.Outside {
        Paused(int at) {
            this(at, new ArrayList<>());
        }

        @Override
        public List<Event> after(int emitted) {
            return emitted == at ? List.of(new RunPaused(RUN), new RunPaused(RUN)) : List.of();
        }

        @Override
        public List<Event> idle() {
            if (!resumed.isEmpty()) return List.of();
            resumed.add(new RunResumed(RUN));
            return List.of(new RunResumed(RUN), new RunResumed(RUN));
        }
    }

    private static Loop.Outside only(int at, Event command) {
        return new Loop.Outside() {
            @Override
            public List<Event> after(int emitted) {
                return emitted == at ? List.of(command) : List.of();
            }

            @Override
            public List<Event> idle() {
                return List.of();
            }
        };
    }

    private static List<Event> after(EmittedEvents emitted, Class<? extends Event> type) {
        List<Event> events = emitted.events();
        for (int i = 0; i < events.size(); i++) {
            if (type.isInstance(events.get(i))) return events.subList(i + 1, events.size());
        }
        return List.of();
    }

    private static long billed(EmittedEvents emitted) {
        return emitted.all(LlmResponse.class).stream().filter(LlmResponse::billed).count();
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
                .optimizers(reaching("a", 2, 2), reaching("b", 3, 1))
                .meta(new MetaSettings(1, 1, 1, 0, InitialScore.TRIAL))
                .script(MetaReplies.rising());
    }
}
