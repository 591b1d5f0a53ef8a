package metatextgrad.meta;

import static java.util.Objects.requireNonNull;
import static metatextgrad.meta.RunEventSamples.DRAWN;
import static metatextgrad.meta.RunEventSamples.KEYS;
import static metatextgrad.meta.RunEventSamples.described;
import static metatextgrad.meta.RunEventSamples.failure;
import static metatextgrad.meta.RunEventSamples.program;
import static metatextgrad.meta.RunEventSamples.reply;
import static metatextgrad.meta.RunEventSamples.request;
import static metatextgrad.meta.RunEventSamples.score;
import static metatextgrad.meta.RunEventSamples.stopped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.decide.Decision;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.decide.MemoryRows;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.RunId;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.EvaluationRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.RoundEnd;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TrialCommand.TrialResumed;
import metatextgrad.model.event.TrialCommand.TrialStopped;
import metatextgrad.model.live.RunOutcome;
import metatextgrad.model.live.RunOutcome.GateScored;
import metatextgrad.model.live.RunOutcome.StepScored;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class MetaDeciderTest {
    private static final TrialId SEED = KEYS.seed();
    private static final TrialId BASE = KEYS.trial("prompt", 0, 0);
    private static final TrialId FIRST = KEYS.trial("prompt", 0, 1);

    private final MetaDecider decider = new MetaDecider();
    private final MemoryRows rows = new MemoryRows();
    private final List<Event> emitted = new ArrayList<>();
    private final List<IgnoreReason> notices = new ArrayList<>();

    @Test
    void shouldScoreTheSeedProgramFirst() {
        handle(request(1));
        assertThat(all(EvaluationRequested.class))
                .extracting(
                        EvaluationRequested::purpose,
                        EvaluationRequested::split,
                        EvaluationRequested::program)
                .containsExactly(tuple("seed", Split.VAL, program("seed")));
    }

    /** A user may name a run as he likes: only its kind decides whom a score belongs to. */
    @Test
    void shouldGiveEachScoreToItsOwnerByTheKindOfItsRun() {
        handle(request(1));
        emitted.clear();
        handle(RunEventSamples.score(RunKind.GATE), RunEventSamples.score(RunKind.RESCORE));
        handle(RunEventSamples.score(RunKind.OPTIMIZER_COMPARISON));
        assertThat(emitted)
                .hasExactlyElementsOfTypes(GateScored.class, GateScored.class, StepScored.class);
        emitted.clear();
        handle(RunEventSamples.score(RunKind.WINDOW));
        assertThat(all(RunOutcome.class)).isEmpty();
        assertThat(all(MetaPromptPublished.class)).as("the run goes on").isNotEmpty();
    }

    @Test
    void shouldTryTheUnchangedOptimizerAndRequestAProposalFromItsDraw() {
        handle(request(1), score(SEED, 1, null));
        assertThat(all(MetaPromptPublished.class))
                .extracting(
                        MetaPromptPublished::origin,
                        MetaPromptPublished::round,
                        MetaPromptPublished::spec)
                .containsExactly(tuple(MetaPromptPublished.BASE, 0, RunEventSamples.SPEC));
        handle(score(BASE, 3, DRAWN));
        assertThat(all(LlmRequest.class))
                .singleElement()
                .satisfies(
                        ask ->
                                assertThat(ask.messages().getLast().content())
                                        .contains("<QUESTION>\nquestion\n"));
    }

    @Test
    void shouldRepeatARequestOnceAndThenEndTheRound() {
        handle(request(2), score(SEED, 1, null), score(BASE, 3, DRAWN));
        handle(reply(1, 0, "no JSON"));
        assertThat(all(LlmRequest.class).getLast().messages().getLast().content().strip())
                .contains("Your last reply could not be used (it has no JSON object")
                .endsWith(
                        "do not send the task description above again, and end with the JSON object"
                                + " with the field `improved_task_description`.");
        handle(reply(1, 1, "no JSON again"));
        assertThat(all(LlmRequest.class)).hasSize(2);
        assertThat(all(EvaluationRequested.class).getLast())
                .extracting(EvaluationRequested::purpose, EvaluationRequested::empty)
                .containsExactly("draw/lane-0/round-2", true);
        handle(score(KEYS.trial("draw", 0, 2), 0, DRAWN));
        assertThat(all(LlmRequest.class).getLast().place()).isEqualTo("lane-0/round-2");
    }

    /** A description must not carry its example into every prompt. */
    @Test
    void shouldRepeatTheRequestIfADescriptionCopiesTheDrawnPair() {
        String question = "Which of the seven bridges was built before the others were";
        TaskSubmitted drawn =
                new TaskSubmitted(
                        RunEventSamples.PROJECT,
                        new TaskId("drawn"),
                        question,
                        "answer",
                        "set",
                        Split.TRAIN,
                        null);
        handle(request(1), score(SEED, 1, null), score(BASE, 3, drawn));
        handle(reply(1, 0, described("Mind that " + question + "?")));
        assertThat(all(MetaPromptPublished.class)).hasSize(1);
        assertThat(all(LlmRequest.class).getLast().messages().getLast().content())
                .contains(
                        "Your last reply could not be used (it copies from a question or an answer:"
                                + " `Which of the seven bridges was built before`; describe the kind of"
                                + " question instead): change exactly this");
        handle(reply(1, 1, described("Mind which of the seven bridges was built.")));
        assertThat(all(MetaPromptPublished.class).getLast().spec().taskDescription())
                .isEqualTo("Mind which of the seven bridges was built.");
    }

    @Test
    void shouldRequestADrawAfterAFailedTrialWithoutOne() {
        handle(request(1), score(SEED, 1, null), failure(BASE));
        assertThat(all(OptimizerVersion.class))
                .extracting(OptimizerVersion::verdict, OptimizerVersion::score)
                .containsExactly(tuple(Verdict.FAILED, null));
        assertThat(all(EvaluationRequested.class).getLast())
                .extracting(EvaluationRequested::purpose, EvaluationRequested::empty)
                .containsExactly("draw/lane-0/round-1", true);
    }

    @Test
    void shouldReportTheSeedProgramForAFailedOptimizer() {
        handle(request(0), score(SEED, 1, null), failure(BASE));
        assertThat(last().lines())
                .extracting(RunState.Line::program, line -> line.validation().mean())
                .containsExactly(tuple(program("seed"), .1), tuple(program("seed"), .1));
    }

    @Test
    void shouldNotAdoptAFailedTrial() {
        handle(request(1), score(SEED, 1, null), score(BASE, 0, DRAWN));
        handle(reply(1, 0, described("Think.")), failure(FIRST));
        assertThat(all(OptimizerVersion.class))
                .extracting(OptimizerVersion::verdict)
                .containsExactly(Verdict.BASE, Verdict.FAILED);
        assertThat(last().lines())
                .extracting(RunState.Line::program)
                .containsExactly(program("seed"), program("reaches 0"));
    }

    /** Re-testing an unchanged optimizer could adopt it by chance. */
    @Test
    void shouldNotTryAnUnchangedDescription() {
        String unchanged = RunEventSamples.SPEC.phase(1).taskDescription();
        handle(request(1), score(SEED, 1, null), score(BASE, 3, DRAWN));
        handle(reply(1, 0, described(unchanged)));
        assertThat(all(LlmRequest.class))
                .last()
                .satisfies(
                        ask ->
                                assertThat(ask.messages().getLast().content())
                                        .contains(
                                                "the description is the one that stands already:"
                                                        + " write another one"));
        handle(reply(1, 1, described(unchanged)));
        assertThat(all(MetaPromptPublished.class))
                .extracting(MetaPromptPublished::spec)
                .containsExactly(RunEventSamples.SPEC);
        assertThat(all(OptimizerVersion.class))
                .extracting(OptimizerVersion::verdict)
                .containsExactly(Verdict.BASE);
        assertThat(last().rounds())
                .extracting(RoundEnd::verdict)
                .containsExactly(Verdict.BASE, Verdict.INVALID);
    }

    /** The optimizer's trial is not over, but the program it had accepted is billed and scored. */
    @Test
    void shouldReportTheBestProgramOfATrialThatTheBudgetStopped() {
        handle(request(1), score(SEED, 1, null), stopped(BASE, 4));
        assertThat(all(OptimizerVersion.class))
                .extracting(OptimizerVersion::verdict)
                .containsExactly(Verdict.STOPPED);
        assertThat(last().lines())
                .extracting(RunState.Line::program)
                .containsExactly(program("seed"), program("reaches 4"));
    }

    @Test
    void shouldFailAtOnceIfAJarIsMissing() {
        RunRequested request = request(1);
        OptimizerSpec own =
                new OptimizerSpec(
                        "own",
                        List.of(Phase.plain("brief", Aspect.PROMPT, 1, "You improve prompts.")));
        handle(
                new RunRequested(
                        request.id(),
                        request.project().withOptimizers(List.of(own)),
                        request.snapshot(),
                        1));
        assertThat(last().status()).isEqualTo(RunState.Status.FAILED);
        assertThat(last().reason())
                .isEqualTo(
                        "strategy `brief` is not installed: add its jar to the plugins folder of the services,"
                                + " restart them, and start the run with a different seed");
        assertThat(all(EvaluationRequested.class)).isEmpty();
    }

    @Test
    void shouldFailAtOnceUnderAnUnknownControl() {
        RunRequested request = request(1);
        handle(
                new RunRequested(
                        request.id(),
                        request.project()
                                .withMeta(
                                        new MetaSettings(1, 0, 1, 0, InitialScore.TRIAL)
                                                .under("sugar-pill")),
                        request.snapshot(),
                        1));
        assertThat(last().status()).isEqualTo(RunState.Status.FAILED);
        assertThat(last().reason())
                .isEqualTo(
                        "control `sugar-pill` is not installed: add its jar to the plugins folder of the services,"
                                + " restart them, and start the run with a different seed");
        assertThat(all(EvaluationRequested.class)).isEmpty();
    }

    @Test
    void shouldScoreEachReportedLineAgainAndReadTheTestSetOnceAfterTheLastDecision() {
        handle(request(1), score(SEED, 1, null), score(BASE, 3, DRAWN));
        handle(reply(1, 0, described("Think.")));
        assertThat(all(EvaluationRequested.class)).noneMatch(e -> e.split() == Split.TEST);
        handle(score(FIRST, 5, null));
        assertThat(all(EvaluationRequested.class))
                .filteredOn(e -> e.split() == Split.TEST)
                .extracting(EvaluationRequested::program)
                .containsExactly(program("seed"), program("reaches 3"), program("reaches 5"));
        assertThat(all(EvaluationRequested.class))
                .filteredOn(e -> e.split() == Split.VAL && e.stepRef().sample() == 1)
                .extracting(EvaluationRequested::program, EvaluationRequested::purpose)
                .containsExactly(
                        tuple(program("seed"), "rescore-0"),
                        tuple(program("reaches 3"), "rescore-1"),
                        tuple(program("reaches 5"), "rescore-2"));
        for (int line = 0; line < 3; line++) handle(score(KEYS.test(line), line, null));
        assertThat(last().status()).isEqualTo(RunState.Status.RUNNING);
        for (int line = 0; line < 3; line++) handle(score(KEYS.rescore(line), line + 1, null));
        assertThat(last().status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(last().lines())
                .extracting(
                        line -> line.validation().correct(),
                        line -> requireNonNull(line.rescored()).correct(),
                        line -> requireNonNull(line.test()).correct())
                .containsExactly(tuple(1, 1, 0), tuple(3, 2, 1), tuple(5, 3, 2));
        assertThat(last().lines().get(last().best()).program()).isEqualTo(program("reaches 5"));
        assertThat(rows.size()).isEqualTo(1);
    }

    @Test
    void shouldReportTheBestProgramIfTheTestSetCannotBeRead() {
        handle(request(0), score(SEED, 1, null), score(BASE, 3, null));
        handle(score(KEYS.rescore(0), 1, null), failure(KEYS.test(0)));
        assertThat(last().status()).isEqualTo(RunState.Status.FAILED);
        assertThat(last().reason()).isEqualTo("the test set was not read: it broke");
        assertThat(last().lines().get(last().best()).program()).isEqualTo(program("reaches 3"));
    }

    @Test
    void shouldReportTheBestProgramIfValidationCannotBeScoredAgain() {
        handle(request(0), score(SEED, 1, null), score(BASE, 3, null));
        handle(failure(KEYS.rescore(1)));
        assertThat(last().status()).isEqualTo(RunState.Status.RUNNING);
        handle(score(KEYS.rescore(0), 1, null), score(KEYS.test(0), 1, null));
        handle(score(KEYS.test(1), 1, null));
        assertThat(last().reason()).isEqualTo("the validation set was not scored again: it broke");
        assertThat(last().lines().get(last().best()).program()).isEqualTo(program("reaches 3"));
    }

    @Test
    void shouldStopTheOtherEvaluationsIfValidationCannotBeScoredAgain() {
        handle(request(0), score(SEED, 1, null), score(BASE, 3, null));
        handle(failure(KEYS.rescore(0)), score(KEYS.test(0), 1, null));
        assertThat(last().status()).isEqualTo(RunState.Status.FAILED);
        assertThat(all(TrialStopped.class))
                .extracting(TrialStopped::trial)
                .containsExactly(KEYS.rescore(1), KEYS.test(1));
    }

    /** A replay reads commands before scores; the live optimizer received both. */
    @Test
    void shouldResumeATrialThatStartsWhenTheRunIsResumed() {
        RunId run = request(1).id();
        handle(request(1), new RunPaused(run), score(SEED, 1, null));
        assertThat(all(MetaPromptPublished.class)).isEmpty();
        handle(new RunResumed(run));
        assertThat(all(MetaPromptPublished.class))
                .extracting(one -> one.stepRef().trial())
                .contains(BASE);
        assertThat(all(TrialResumed.class)).extracting(TrialResumed::trial).containsExactly(BASE);
    }

    @Test
    void shouldFailARunWhoseSeedHasNoScore() {
        handle(request(1), failure(SEED));
        assertThat(last().reason()).isEqualTo("the seed program has no score: it broke");
        handle(score(BASE, 3, null), request(1));
        assertThat(notices).containsExactly(IgnoreReason.STALE, IgnoreReason.DUPLICATE);
    }

    @Property(tries = 300)
    void shouldReachTheSameEndForAnyOrderAndNumberOfEvents(
            @ForAll("histories") List<Event> history) {
        history.forEach(this::handle);
        assertThat(all(OptimizerVersion.class))
                .extracting(OptimizerVersion::verdict)
                .containsExactly(Verdict.BASE, Verdict.ADOPTED);
        assertThat(last().status()).isEqualTo(RunState.Status.FINISHED);
        assertThat(last().lines().getLast().program()).isEqualTo(program("reaches 5"));
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        List<Event> once =
                List.of(
                        request(1),
                        score(SEED, 1, null),
                        score(BASE, 3, DRAWN),
                        reply(1, 0, "no JSON"),
                        reply(1, 1, described("Think.")),
                        score(FIRST, 5, null),
                        score(KEYS.test(0), 1, null),
                        score(KEYS.test(1), 3, null),
                        score(KEYS.test(2), 5, null),
                        score(KEYS.rescore(0), 1, null),
                        score(KEYS.rescore(1), 3, null),
                        score(KEYS.rescore(2), 5, null));
        return Arbitraries.of(once)
                .list()
                .ofMaxSize(5)
                .flatMap(
                        again -> {
                            List<Event> all = new ArrayList<>(once);
                            all.addAll(again);
                            return Arbitraries.shuffle(all);
                        });
    }

    @Test
    void shouldDrawTheSamePairForTheSameSeed() {
        handle(request(1), score(SEED, 1, null));
        assertThat(all(MetaPromptPublished.class).getFirst().draw())
                .isNotEqualTo(BatchRequested.NO_DRAW);
        assertThat(all(MetaPromptPublished.class))
                .extracting(MetaPromptPublished::draw)
                .containsExactly(drawAgain());
    }

    private static int drawAgain() {
        MetaDeciderTest other = new MetaDeciderTest();
        other.handle(request(1), score(SEED, 9, null));
        return other.all(MetaPromptPublished.class).getFirst().draw();
    }

    private void handle(Event... events) {
        for (Event event : events) {
            Decision decision = decider.handle(rows, event);
            rows.apply(decision);
            emitted.addAll(decision.outputs());
            notices.addAll(decision.ignored());
        }
    }

    private <E extends Event> List<E> all(Class<E> type) {
        return emitted.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private RunState last() {
        return all(RunState.class).getLast();
    }
}
