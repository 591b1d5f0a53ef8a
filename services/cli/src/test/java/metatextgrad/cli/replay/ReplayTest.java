package metatextgrad.cli.replay;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.llm.LlmResponse;
import metatextgrad.local.LocalAnswers;
import metatextgrad.local.LocalLoop;
import metatextgrad.local.LocalRun;
import metatextgrad.model.Cost;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.RunCommand.RunResumed;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.ScoreAggregated;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.replay.Replay;
import metatextgrad.replay.RunLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Replay reports the decisions that follow from the log of a run, and no others. */
final class ReplayTest {
    private static final List<Event> LOG = new ArrayList<>();
    private static RunRequested request;

    @BeforeAll
    static void run() {
        var project = LoopScenario.project();
        List<TaskSubmitted> tasks = LoopScenario.tasks(project);
        request = LoopScenario.request(project, tasks);
        new LocalRun(LoopScenario.model()).run(request, tasks, LOG::add);
    }

    @Test
    void shouldDeriveEveryStateFromTheAnswers() {
        ReplayReport report = replayed(LOG);
        assertThat(report.equal()).isTrue();
        assertThat(report.requests()).isEqualTo(report.answers()).isPositive();
        assertThat(report.text())
                .contains("no batch was closed by a deadline")
                .last()
                .isEqualTo(
                        "equal: the replay produced the same states and the same final state: finished");
        assertThat(report.topics())
                .extracting(ReplayReport.TopicResult::topic)
                .containsExactly(
                        "batch-requests",
                        "candidate-outputs",
                        "challengers",
                        "gradients",
                        "llm-requests",
                        "meta-prompts",
                        "optimizer-state",
                        "optimizers",
                        "scores",
                        "snapshots",
                        "task-batches",
                        "textual-losses",
                        "trials");
        assertThat(report.topics()).allMatch(of -> of.equal() == of.derived() && of.equal() > 0);
    }

    @Test
    void shouldDeriveTheSameInAnyOrderOfTheLogAndWithDuplicates() {
        List<Event> twice = new ArrayList<>(LOG);
        twice.addAll(LOG);
        Collections.shuffle(twice, new Random(5));
        assertThat(replayed(twice).equal()).isTrue();
    }

    @Test
    void shouldDeriveTheSameThoughItWasPaused() {
        List<Event> paused = new ArrayList<>(LOG);
        paused.add(new RunPaused(request.id()));
        paused.add(new RunResumed(request.id()));
        assertThat(replayed(paused).equal()).isTrue();
    }

    @Test
    void shouldDeriveTheSameThoughTheSetHasGrown() {
        List<Event> grown = new ArrayList<>(LOG);
        TaskSubmitted one = first(TaskSubmitted.class);
        grown.addFirst(
                new TaskSubmitted(
                        one.project(),
                        new TaskId("later"),
                        "a later question",
                        one.target(),
                        one.set(),
                        one.split(),
                        null));
        assertThat(replayed(grown).equal()).isTrue();
    }

    @Test
    void shouldRepeatRecordedDeadlines() {
        List<Event> log = new ArrayList<>();
        List<LlmResponse> late = new ArrayList<>();
        LocalAnswers answers = new LocalAnswers(LoopScenario.model());
        LocalLoop loop =
                new LocalLoop(
                        ask -> {
                            LlmResponse answer = answers.answer(ask);
                            if (!late.isEmpty() || ask.step() == 0) return List.of(answer);
                            late.add(answer);
                            return List.of();
                        });
        play(loop, log, LOG.stream().filter(TaskSubmitted.class::isInstance).toList());
        play(loop, log, List.of(request));
        play(loop, log, List.of(atTheDeadline(late.getFirst(), log)));
        play(loop, log, List.copyOf(late));

        ReplayReport report = replayed(log);
        assertThat(report.text())
                .contains(
                        "batches closed by a deadline, taken as recorded: 1; the first: train batch of step 1, trial "
                                + late.getFirst().replyKey())
                .last()
                .isEqualTo(
                        "equal: the replay produced the same states and the same final state: finished");
    }

    private static void play(LocalLoop loop, List<Event> log, List<? extends Event> events) {
        log.addAll(events);
        loop.play(events, log::add);
    }

    /** Closes the train batch of the waiting trial with the losses so far. */
    private static BatchClosed atTheDeadline(LlmResponse missing, List<Event> log) {
        TrialId trial = new TrialId(missing.replyKey());
        List<Integer> slots =
                log.stream()
                        .filter(GradientComputed.class::isInstance)
                        .map(GradientComputed.class::cast)
                        .filter(item -> item.stepRef().trial().equals(trial))
                        .map(item -> item.slot().number())
                        .sorted()
                        .toList();
        assertThat(slots).hasSize(2);
        return new BatchClosed(
                trial, missing.step(), Split.TRAIN, BatchClosed.Reason.DEADLINE, slots);
    }

    @Test
    void shouldReportAStateThatDiffers() {
        ReplayReport report = replayed(with(OptimizerState.class, ReplayTest::costsNothing));
        assertThat(report.equal()).isFalse();
        OptimizerState first = first(OptimizerState.class);
        assertThat(report.text())
                .contains(
                        "optimizer-state: 1 are recorded but were not derived, under "
                                + first.key(),
                        "optimizer-state: 1 were derived but are not recorded, under "
                                + first.key())
                .last()
                .isEqualTo("different: some states are not equal");
    }

    @Test
    void shouldReportMissingParts() {
        ReplayReport report = replayed(without(first(ScoreAggregated.class)));
        assertThat(report.equal()).isFalse();
        assertThat(report.text())
                .anyMatch(
                        line ->
                                line.startsWith(
                                        "scores: 1 were derived but are not recorded, under "));
    }

    @Test
    void shouldReportADifferenceForAnotherAnswer() {
        ReplayReport report =
                replayed(
                        with(
                                LlmResponse.class,
                                answer ->
                                        new LlmResponse(
                                                answer.callKey(),
                                                answer.requestId(),
                                                answer.requester(),
                                                answer.replyKey(),
                                                answer.step(),
                                                answer.place(),
                                                answer.attempt(),
                                                answer.outcome(),
                                                "Answer: none of it",
                                                answer.failure(),
                                                answer.usage(),
                                                answer.billing(),
                                                answer.role(),
                                                answer.model(),
                                                answer.servedModel(),
                                                answer.tokens(),
                                                answer.context())));
        assertThat(report.equal()).isFalse();
    }

    @Test
    void shouldStopWithoutAnAnswer() {
        ReplayReport report = replayed(without(first(LlmResponse.class)));
        assertThat(report.equal()).isFalse();
        assertThat(report.answers()).isEqualTo(report.requests() - 1);
        assertThat(report.text())
                .last()
                .isEqualTo(
                        "different: the recorded final state is finished, the derived final state is running");
    }

    private static ReplayReport replayed(List<Event> events) {
        RunLog log = new RunLog(request.id());
        read(events, RunRequested.class::isInstance, log);
        read(events, event -> !(event instanceof LlmResponse), log);
        read(events, LlmResponse.class::isInstance, log);
        TopicComparison check = new TopicComparison();
        for (Event event : events) if (Replay.decided(log, event)) check.recorded(event);
        return ReplayReport.of(log, requireNonNull(log.last()), check);
    }

    private static void read(List<Event> events, Predicate<Event> wanted, RunLog log) {
        events.stream().filter(wanted).forEach(log::accept);
    }

    private static <E extends Event> E first(Class<E> kind) {
        return LOG.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
    }

    private static List<Event> without(Event event) {
        List<Event> rest = new ArrayList<>(LOG);
        rest.remove(event);
        return rest;
    }

    /** The log with the first event of this kind changed. */
    private static <E extends Event> List<Event> with(Class<E> kind, UnaryOperator<E> change) {
        List<Event> changed = new ArrayList<>(LOG);
        E first = first(kind);
        changed.set(changed.indexOf(first), change.apply(first));
        return changed;
    }

    private static OptimizerState costsNothing(OptimizerState state) {
        return new OptimizerState(
                state.stepRef(),
                state.decision(),
                state.reason(),
                state.candidate(),
                state.score(),
                state.incumbent(),
                state.incumbentScore(),
                state.cutBytes(),
                Cost.NONE,
                state.parent(),
                state.tasks(),
                state.unusable());
    }
}
