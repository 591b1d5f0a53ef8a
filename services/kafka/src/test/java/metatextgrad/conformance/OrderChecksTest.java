package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import metatextgrad.decide.Actor;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Requester;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.optimizer.OptimizerDecider;
import metatextgrad.wire.EventSerde;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** METHOD §6.1 check 17: a trial's events arrive in any order, and any number of times. */
final class OrderChecksTest {
    private static final List<Event> HISTORY = history();
    private static final List<String> UPDATES = updates(HISTORY);

    @Property(tries = 150)
    @Label("FAULT 20, 21: events in any order and number of times")
    void method17ShouldAskTheSameBytesInAnyOrderAndNumberOfEvents(
            @ForAll("histories") List<Event> history) {
        assertThat(updates(history)).isEqualTo(UPDATES);
    }

    @Test
    @DisplayName("FAULT 21: the results of later steps come first")
    void method17ShouldAskTheSameBytesWhenTheNextStepsResultsComeFirst() {
        List<Event> history = new ArrayList<>(HISTORY);
        history.sort(Comparator.comparingInt(event -> -step(event)));
        history.addFirst(HISTORY.getFirst());
        assertThat(HISTORY.getFirst()).isInstanceOf(MetaPromptPublished.class);
        assertThat(UPDATES).hasSizeGreaterThanOrEqualTo(3 * 2);
        assertThat(updates(history)).isEqualTo(UPDATES);
    }

    @Provide
    static Arbitrary<List<Event>> histories() {
        return Arbitraries.of(HISTORY)
                .list()
                .ofMaxSize(10)
                .flatMap(
                        again -> {
                            List<Event> all = new ArrayList<>(HISTORY);
                            all.addAll(again);
                            return Arbitraries.shuffle(all);
                        });
    }

    /** Returns the optimizer's events in a trial of three steps, one of which repeats a request. */
    private static List<Event> history() {
        AtomicBoolean asked = new AtomicBoolean();
        Script script =
                new Script()
                        .writer(
                                call ->
                                        Script.answered(
                                                Script.currentText(call).equals("solves 2")
                                                                && !asked.getAndSet(true)
                                                        ? "no tags"
                                                        : Script.writer(call)));
        EmittedEvents emitted =
                new Scenario()
                        .program(Programs.chain(true))
                        .phase(TgdPhase.of(3).memory(1).momentum(2))
                        .script(script)
                        .trial();
        return emitted.events().stream().filter(OrderChecksTest::heard).toList();
    }

    private static boolean heard(Event event) {
        return event instanceof MetaPromptPublished
                || event instanceof TaskBatch
                || event instanceof GradientComputed
                || event instanceof TextualLoss
                || event instanceof BatchClosed
                || (event instanceof LlmResponse reply && reply.requester() == Requester.OPTIMIZER);
    }

    private static int step(Event event) {
        return switch (event) {
            case TaskBatch batch -> batch.stepRef().step();
            case GradientComputed item -> item.stepRef().step();
            case TextualLoss loss -> loss.stepRef().step();
            case BatchClosed closed -> closed.step();
            case LlmResponse reply -> reply.step();
            default -> 0;
        };
    }

    private static List<String> updates(List<Event> history) {
        Actor optimizer = Actor.of(new OptimizerDecider());
        return history.stream()
                .flatMap(event -> optimizer.handle(event).stream())
                .filter(LlmRequest.class::isInstance)
                .map(OrderChecksTest::bytes)
                .toList();
    }

    private static String bytes(Event event) {
        byte[] bytes = EventSerde.local().serializer().serialize("", event);
        return ((LlmRequest) event).place() + " " + new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
