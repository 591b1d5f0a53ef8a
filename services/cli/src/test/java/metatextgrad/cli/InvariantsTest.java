package metatextgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.cli.testing.Invariants;
import metatextgrad.cli.testing.WrittenRecords;
import metatextgrad.decide.MemoryRows;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.local.LocalRun;
import metatextgrad.model.Serial;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.BudgetSpend;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.Spend;
import metatextgrad.rollout.RolloutDecider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The invariants find each kind of violation, and none in a sound run. */
final class InvariantsTest {
    private static final List<Event> SOUND = new ArrayList<>();
    private static List<TaskSubmitted> tasks;

    @BeforeAll
    static void run() {
        Project project = LoopScenario.project();
        tasks = LoopScenario.tasks(project);
        SOUND.addAll(tasks);
        new LocalRun(LoopScenario.model())
                .run(LoopScenario.request(project, tasks), tasks, SOUND::add);
    }

    @Test
    void shouldFindNoProblemInAValidRun() {
        assertThat(broken(SOUND)).isEmpty();
        assertThat(SOUND)
                .hasAtLeastOneElementOfType(LlmResponse.class)
                .hasAtLeastOneElementOfType(BatchClosed.class)
                .hasAtLeastOneElementOfType(OptimizerState.class)
                .hasAtLeastOneElementOfType(RunState.class);
    }

    @Test
    void shouldFindASecondAnswerAndAMissingOne() {
        LlmResponse answer = first(LlmResponse.class);
        assertThat(broken(with(answer))).anyMatch(one -> one.startsWith("two answers to request"));
        assertThat(broken(without(answer::equals)))
                .singleElement()
                .asString()
                .startsWith("no answer to ask " + answer.requestId());
        LlmRequest ask = first(LlmRequest.class);
        assertThat(broken(without(ask::equals)))
                .anyMatch(one -> one.equals("an answer without a request: " + ask.requestId()));
    }

    @Test
    void shouldFindASlotThatIsMissingOrUsedTwice() {
        BatchClosed closed = first(BatchClosed.class);
        List<Integer> fewer = closed.slots().subList(1, closed.slots().size());
        assertThat(broken(replaced(closed, slots(closed, fewer))))
                .singleElement()
                .asString()
                .contains(" is not its manifest");
        List<Integer> twice = new ArrayList<>(closed.slots());
        twice.add(closed.slots().getFirst());
        assertThat(broken(replaced(closed, slots(closed, twice))))
                .singleElement()
                .asString()
                .startsWith("a slot twice");
        assertThat(broken(without(TextualLoss.class::isInstance)))
                .isNotEmpty()
                .allMatch(one -> one.endsWith(" has slots that did not end"));
    }

    @Test
    void shouldFindAMissingStepAndARepeatedOne() {
        OptimizerState step = first(OptimizerState.class);
        assertThat(broken(without(step::equals)))
                .singleElement()
                .asString()
                .endsWith(" has no step " + step.stepRef().step());
        assertThat(broken(with(step))).singleElement().asString().startsWith("emitted 2 times");
        assertThat(Invariants.broken(new WrittenRecords(List.of(), with(step)), true)).isEmpty();
    }

    @Test
    void shouldFindASerialThatFallsAndARunThatContinues() {
        RunState begun = first(RunState.class);
        assertThat(broken(with(begun)))
                .contains(
                        begun.key() + " falls to " + begun.serial(),
                        begun.key() + " continues after its end");
    }

    @Test
    void shouldFindARunWithoutAnOfferAndATableOutOfOrder() {
        ChallengerOffered offered = first(ChallengerOffered.class);
        assertThat(broken(without(offered::equals)))
                .singleElement()
                .asString()
                .startsWith("a run did not offer its result: ");
        assertThat(broken(with(offered)))
                .singleElement()
                .asString()
                .startsWith("a run offers its result twice: ");
        List<Event> served = new RolloutDecider().handle(new MemoryRows(), offered).outputs();
        assertThat(broken(with(served.toArray(Event[]::new)))).isEmpty();
        Event table =
                served.stream().filter(PromptsServed.class::isInstance).findFirst().orElseThrow();
        assertThat(broken(with(table)))
                .containsExactly(offered.key() + " serves an unpublished version");
        List<Event> again = new ArrayList<>(served);
        again.add(table);
        assertThat(broken(with(again.toArray(Event[]::new))))
                .containsExactly(offered.key() + " goes to table Serial[number=1]");
    }

    @Test
    void shouldFindALostTask() {
        TaskSubmitted lost = tasks.getFirst();
        assertThat(
                        Invariants.broken(
                                new WrittenRecords(List.of(lost), without(lost::equals)), false))
                .containsExactly("lost tasks: [" + lost.id() + "]");
    }

    @Test
    void shouldFindSpendingThatDiffersFromTheLedger() {
        LlmRequest ask = first(LlmRequest.class);
        LlmResponse answer = first(LlmResponse.class);
        AnswerPosition place = new AnswerPosition(Requester.CANDIDATE, 0, 7);
        LedgerEntry done =
                new LedgerEntry.Done(
                        ask.callKey(), answer.outcome(), Usage.NONE, place, ask.requestId(), 1, 0);
        assertThat(broken(with(done, spend(1, 1)))).isEmpty();
        assertThat(broken(with(done, spend(1, 2))))
                .singleElement()
                .asString()
                .startsWith("2 calls spent, but ");
        assertThat(broken(with(done, spend(2, 1))))
                .singleElement()
                .asString()
                .contains("goes to serial 2 after 0 rows");
        AnswerPosition other = new AnswerPosition(Requester.CANDIDATE, 0, 8);
        assertThat(
                        broken(
                                with(
                                        done,
                                        new LedgerEntry.RequestAnswered(
                                                ask.requestId(), answer.outcome(), other))))
                .singleElement()
                .asString()
                .startsWith("the ledger ends ask");
    }

    @Test
    void shouldCountAttemptsWithoutAKnownEnd() {
        LlmRequest ask = first(LlmRequest.class);
        WrittenRecords once =
                new WrittenRecords(List.of(), List.of(new LedgerEntry.Started(ask.callKey(), 2)));
        assertThat(once.billedCalls()).isEqualTo(new WrittenRecords.BilledCalls(0, 2));
        assertThat(once.billedCalls().inDoubt()).isEqualTo(2);
    }

    private static BatchClosed slots(BatchClosed closed, List<Integer> slots) {
        return new BatchClosed(
                closed.trial(), closed.step(), closed.split(), closed.reason(), slots);
    }

    private static BudgetSpend spend(long serial, long calls) {
        Spend spent = new Spend(calls, 0, 0);
        return new BudgetSpend("dyck", 0, 1, spent, spent, Spend.NONE, new Serial(serial));
    }

    private static List<String> broken(List<Event> events) {
        return Invariants.broken(new WrittenRecords(List.of(), events), false);
    }

    private static <E extends Event> E first(Class<E> kind) {
        return SOUND.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
    }

    private static List<Event> with(Event... more) {
        List<Event> events = new ArrayList<>(SOUND);
        events.addAll(List.of(more));
        return events;
    }

    private static List<Event> without(Predicate<Event> which) {
        return SOUND.stream().filter(which.negate()).toList();
    }

    private static List<Event> replaced(Event which, Event by) {
        return SOUND.stream().map(one -> one.equals(which) ? by : one).toList();
    }
}
