package metatextgrad.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Row;
import metatextgrad.model.event.Event;
import org.junit.jupiter.api.Test;

final class DecisionBuilderTest {
    private record Number(int value) implements Row {}

    private record Emitted(String key) implements Event {}

    private final MemoryRows rows = new MemoryRows();

    @Test
    void shouldSeeItsOwnChanges() {
        rows.apply(put("a|1", 1));
        DecisionBuilder decision = new DecisionBuilder(rows);
        decision.put(key("a|2"), new Number(2));
        decision.delete(key("a|1"));
        assertThat(decision.get(key("a|1"))).isNull();
        assertThat(decision.get(key("a|2"))).isEqualTo(new Number(2));
        assertThat(decision.startingWith("a|").keySet()).containsExactly("a|2");
        assertThat(rows.find("a|1")).isEqualTo(new Number(1));
    }

    @Test
    void shouldDeleteAllRowsUnderAPrefixAndNoOthers() {
        rows.apply(put("a|1", 1));
        rows.apply(put("ab|1", 1));
        DecisionBuilder decision = new DecisionBuilder(rows);
        decision.put(key("a|2"), new Number(2));
        decision.deleteAll(new RowPrefix<>("a|", Number.class));
        rows.apply(decision.decision());
        assertThat(rows.startingWith("").keySet()).containsExactly("ab|1");
    }

    @Test
    void shouldScanInTheOrderOfKeys() {
        DecisionBuilder decision = new DecisionBuilder(rows);
        for (String key : List.of("s|00010", "s|00002", "s|00001"))
            decision.put(key(key), new Number(0));
        assertThat(decision.startingWith("s|").keySet())
                .containsExactly("s|00001", "s|00002", "s|00010");
    }

    @Test
    void shouldReadItsChangesAmongTheRowsOneAfterAnother() {
        for (String key : List.of("r|9", "s|2", "s|4", "s|6", "t|1")) rows.apply(put(key, 1));
        DecisionBuilder decision = new DecisionBuilder(rows);
        for (String key : List.of("s|1", "s|4", "s|5", "s|7"))
            decision.put(key(key), new Number(2));
        decision.delete(key("s|6"));
        List<String> read = new ArrayList<>();
        decision.scan(
                new RowPrefix<>("s|", Number.class),
                (key, row) -> read.add(key.text() + " = " + row.value()));
        assertThat(read).containsExactly("s|1 = 2", "s|2 = 1", "s|4 = 2", "s|5 = 2", "s|7 = 2");
    }

    @Test
    void shouldEmitEventsInOrder() {
        DecisionBuilder decision = new DecisionBuilder(rows);
        decision.emit(new Emitted("b"));
        decision.ignore(IgnoreReason.LATE);
        decision.emit(new Emitted("a"));
        assertThat(decision.decision())
                .isEqualTo(
                        new Decision(
                                List.of(),
                                List.of(new Emitted("b"), new Emitted("a")),
                                List.of(IgnoreReason.LATE),
                                null));
    }

    @Test
    void shouldRefuseARowOfAnotherTypeThanItsKey() {
        rows.apply(put("a|1", 1));
        RowKey<Emitted> other = new RowKey<>("a|1", Emitted.class);
        assertThatThrownBy(() -> rows.get(other)).isInstanceOf(ClassCastException.class);
    }

    private static RowKey<Number> key(String text) {
        return new RowKey<>(text, Number.class);
    }

    private static Decision put(String key, int value) {
        return new Decision(
                List.of(new Change.Put(key, new Number(value))), List.of(), List.of(), null);
    }
}
