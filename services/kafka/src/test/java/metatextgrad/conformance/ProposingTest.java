package metatextgrad.conformance;

import static metatextgrad.conformance.MetaReplies.reaching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.function.UnaryOperator;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.RunId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.MetaStructurePublished;
import metatextgrad.model.event.OptimizerProposed;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunCommand.RunCancelled;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunState;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import org.junit.jupiter.api.Test;

/** Optimizers that users submit to an open run (METHOD §4.1). */
final class ProposingTest {
    private static final RunId RUN = new RunId("run");

    @Test
    void shouldTryWhatIsHandedInAfterThePromptPhasesAndAnswer() {
        OptimizerSpec good = reaching("good", 5, 2);
        OptimizerSpec poor = reaching("poor", 1, 1);
        EmittedEvents emitted = play(40, good, poor, good);
        assertThat(answers(emitted))
                .extracting(
                        v -> v.spec().name(), OptimizerVersion::verdict, OptimizerVersion::score)
                .containsExactly(
                        tuple("good", Verdict.ADOPTED, .5), tuple("poor", Verdict.REJECTED, .1));
        assertThat(emitted.all(MetaPromptPublished.class))
                .extracting(MetaPromptPublished::origin, MetaPromptPublished::optimizer)
                .endsWith(tuple("offered", 1), tuple("offered", 2));
        assertThat(emitted.all(MetaPromptPublished.class))
                .extracting(MetaPromptPublished::seed, MetaPromptPublished::program)
                .containsOnly(tuple(1L, Programs.oneCall("solves 1")));
        assertThat(emitted.all(MetaStructurePublished.class).getFirst().parents())
                .contains(good.contentId(), poor.contentId());
        assertThat(emitted.all(RunState.class).getLast().lines())
                .extracting(RunState.Line::name)
                .containsExactly("seed program", "good", "c, learned structure");
    }

    @Test
    void shouldAnswerWhatFailsItsChecksWithoutPayingForIt() {
        EmittedEvents emitted = play(40, reaching("long", 5, 9));
        assertThat(answers(emitted))
                .extracting(v -> v.spec().name(), OptimizerVersion::verdict)
                .containsExactly(tuple("long", Verdict.INVALID));
        assertThat(emitted.all(MetaPromptPublished.class))
                .noneMatch(prompt -> prompt.spec().name().equals("long"));
    }

    @Test
    void shouldLeaveWhatComesTooLateToTheNextRun() {
        EmittedEvents plain = scenario().run();
        int composing = plain.events().indexOf(plain.all(MetaStructurePublished.class).getFirst());
        EmittedEvents emitted = play(composing + 1, reaching("late", 5, 1));
        assertThat(answers(emitted))
                .extracting(v -> v.spec().name(), OptimizerVersion::verdict)
                .containsExactly(tuple("late", Verdict.OFFERED));
        assertThat(emitted.all(RunState.class).getLast())
                .isEqualTo(plain.all(RunState.class).getLast());
    }

    /** Also while the trial of the submitted optimizer runs and has no result yet. */
    @Test
    void shouldBePausedAndCancelledAtAnyMoment() {
        OptimizerSpec good = reaching("good", 5, 2);
        EmittedEvents plain = play(40, good);
        RunState end = plain.all(RunState.class).getLast();
        for (int at = 41; at < plain.events().size(); at += 23) {
            EmittedEvents paused = play(40, List.of(good), at, new RunPaused(RUN));
            assertThat(paused.all(RunState.class).getLast().lines())
                    .as("paused at " + at)
                    .isEqualTo(end.lines());
            EmittedEvents cancelled = play(40, List.of(good), at, new RunCancelled(RUN));
            assertThat(cancelled.all(RunState.class).getLast().status().open())
                    .as("cancelled at " + at)
                    .isFalse();
        }
    }

    private static List<OptimizerVersion> answers(EmittedEvents emitted) {
        return emitted.all(OptimizerVersion.class).stream()
                .filter(OptimizerVersion::submitted)
                .toList();
    }

    private static EmittedEvents play(int at, OptimizerSpec... specs) {
        return play(at, List.of(specs), 0, new RunResumed(RUN));
    }

    /** Submits these optimizers, and later sends the command. A paused run is resumed. */
    private static EmittedEvents play(
            int at, List<OptimizerSpec> specs, int then, RunCommand command) {
        return new Loop(MetaReplies.rising())
                .play(
                        scenario().start(),
                        UnaryOperator.identity(),
                        new Loop.Outside() {
                            private boolean resumed;

                            @Override
                            public List<Event> after(int emitted) {
                                if (emitted == then) return List.of(command);
                                if (emitted != at) return List.of();
                                return specs.stream()
                                        .<Event>map(spec -> new OptimizerProposed(RUN, spec))
                                        .toList();
                            }

                            @Override
                            public List<Event> idle() {
                                if (resumed || !(command instanceof RunPaused)) return List.of();
                                resumed = true;
                                return List.of(new RunResumed(RUN));
                            }
                        });
    }

    private static Scenario scenario() {
        return new Scenario()
                .optimizers(reaching("a", 2, 2))
                .meta(new MetaSettings(1, 1, 1, 0, InitialScore.TRIAL))
                .script(MetaReplies.rising());
    }
}
