package metatextgrad.conformance;

import static metatextgrad.conformance.MetaReplies.reaching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.function.UnaryOperator;
import metatextgrad.model.Event;
import metatextgrad.model.MetaPrompt;
import metatextgrad.model.MetaSettings;
import metatextgrad.model.MetaSettings.InitialScore;
import metatextgrad.model.MetaStructure;
import metatextgrad.model.OptimizerProposed;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.OptimizerVersion;
import metatextgrad.model.OptimizerVersion.Verdict;
import metatextgrad.model.RunId;
import metatextgrad.model.RunState;
import org.junit.jupiter.api.Test;

/** Optimizers that people hand in to an open run (METHOD §4.1, DESIGN §4). */
final class ProposingTest {
    private static final RunId RUN = new RunId("run");

    @Test
    void shouldTryWhatIsHandedInAfterThePromptPhasesAndAnswer() {
        OptimizerSpec good = reaching("good", 5, 2);
        OptimizerSpec poor = reaching("poor", 1, 1);
        Said said = play(40, good, poor, good);
        assertThat(answers(said))
                .extracting(
                        v -> v.spec().name(), OptimizerVersion::verdict, OptimizerVersion::score)
                .containsExactly(
                        tuple("good", Verdict.ADOPTED, .5), tuple("poor", Verdict.REJECTED, .1));
        assertThat(said.all(MetaPrompt.class))
                .extracting(MetaPrompt::origin, MetaPrompt::optimizer)
                .endsWith(tuple("offered", 1), tuple("offered", 2));
        assertThat(said.all(MetaPrompt.class))
                .extracting(MetaPrompt::seed, MetaPrompt::program)
                .containsOnly(tuple(1L, Programs.oneCall("solves 1")));
        assertThat(said.all(MetaStructure.class).getFirst().parents())
                .contains(good.contentId(), poor.contentId());
        assertThat(said.all(RunState.class).getLast().lines())
                .extracting(RunState.Line::name)
                .containsExactly("seed program", "good", "c, learned structure");
    }

    @Test
    void shouldAnswerWhatFailsItsChecksWithoutPayingForIt() {
        Said said = play(40, reaching("long", 5, 9));
        assertThat(answers(said))
                .extracting(v -> v.spec().name(), OptimizerVersion::verdict)
                .containsExactly(tuple("long", Verdict.INVALID));
        assertThat(said.all(MetaPrompt.class))
                .noneMatch(prompt -> prompt.spec().name().equals("long"));
    }

    @Test
    void shouldLeaveWhatComesTooLateToTheNextRun() {
        Said plain = scenario().run();
        int composing = plain.events().indexOf(plain.all(MetaStructure.class).getFirst());
        Said said = play(composing + 1, reaching("late", 5, 1));
        assertThat(answers(said))
                .extracting(v -> v.spec().name(), OptimizerVersion::verdict)
                .containsExactly(tuple("late", Verdict.OFFERED));
        assertThat(said.all(RunState.class).getLast())
                .isEqualTo(plain.all(RunState.class).getLast());
    }

    private static List<OptimizerVersion> answers(Said said) {
        return said.all(OptimizerVersion.class).stream()
                .filter(OptimizerVersion::handedIn)
                .toList();
    }

    private static Said play(int at, OptimizerSpec... specs) {
        return new Loop(MetaReplies.rising())
                .play(
                        scenario().start(),
                        UnaryOperator.identity(),
                        new Loop.Outside() {
                            @Override
                            public List<Event> after(int said) {
                                if (said != at) return List.of();
                                return java.util.Arrays.stream(specs)
                                        .<Event>map(spec -> new OptimizerProposed(RUN, spec))
                                        .toList();
                            }

                            @Override
                            public List<Event> idle() {
                                return List.of();
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
