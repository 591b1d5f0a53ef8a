package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerProposed;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.race.Confirmation;
import org.junit.jupiter.api.Test;

/** A race leaves submitted optimizers to the next run, and answers those it was requested with. */
final class RaceSubmissionsTest {
    private static final OptimizerSpec A = TgdPhase.of(2).description("reach 3").spec("a");
    private static final OptimizerSpec B = TgdPhase.of(2).description("reach 9").spec("b");

    @Test
    void shouldOfferWhatIsSubmittedDuringARaceForTheNextRun() {
        List<Event> first = new ArrayList<>(scenario().start());
        first.add(new OptimizerProposed(new RunId("run"), B));
        assertThat(verdicts(first)).containsExactly(tuple("b", Verdict.OFFERED, true));
    }

    @Test
    void shouldAdoptTheSubmittedOptimizerThatGainsMostOnFreshBatches() {
        List<Event> first = new ArrayList<>(scenario().optimizers(A, B).start());
        first.replaceAll(RaceSubmissionsTest::withOfferedB);
        assertThat(verdicts(first)).containsExactly(tuple("b", Verdict.ADOPTED, true));
        assertThat(confirming(first)).isEqualTo(2 * Confirmation.BATCHES);
    }

    @Test
    void shouldConfirmNoOptimizerOfTheProject() {
        assertThat(confirming(new ArrayList<>(scenario().optimizers(A, B).start()))).isZero();
    }

    private static long confirming(List<Event> first) {
        return played(first).all(StepRequested.class).stream()
                .filter(step -> step.purpose().startsWith("confirm/"))
                .count();
    }

    private static EmittedEvents played(List<Event> first) {
        return new Loop(script()).play(first, UnaryOperator.identity());
    }

    private static List<org.assertj.core.groups.Tuple> verdicts(List<Event> first) {
        return played(first).all(OptimizerVersion.class).stream()
                .filter(OptimizerVersion::submitted)
                .map(v -> tuple(v.spec().name(), v.verdict(), v.submitted()))
                .toList();
    }

    private static Event withOfferedB(Event event) {
        return event instanceof RunRequested run
                ? new RunRequested(
                        run.id(),
                        run.project(),
                        run.snapshot(),
                        run.seed(),
                        List.of(
                                OptimizerVersion.offered(
                                        run.project().id(), B, null, new Serial(1))),
                        run.sizes(),
                        run.prices())
                : event;
    }

    private static Scenario scenario() {
        return new Scenario()
                .optimizers(A)
                .meta(new MetaSettings(0, 0, 1, 0, InitialScore.TRIAL).in(SearchMode.RACE));
    }

    /** A prompt {@code solves N} solves the first N questions of any split. */
    private static Script script() {
        return new Script()
                .student(
                        call -> {
                            String question = Script.question(call);
                            int number = Integer.parseInt(question.replaceAll("\\D", ""));
                            int solves = Integer.parseInt(call.system().replaceAll("\\D", ""));
                            return Script.answered(
                                    "Answer: "
                                            + (number < solves
                                                    ? Data.answer(question)
                                                    : "unknown"));
                        })
                .writer(MetaReplies::reaching);
    }
}
