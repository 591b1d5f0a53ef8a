package metatextgrad.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.RequestContext;
import metatextgrad.llm.Requester;
import metatextgrad.model.event.Event;

/**
 * The events that a service reads, and the input that each of them becomes. The topologies and the
 * loop in memory route by the same table. Immutable.
 *
 * @param <I> the sealed input type of the service
 */
public final class InputTable<I> {
    private record Entry<I>(Class<? extends Event> type, Function<Event, Optional<I>> as) {}

    private final List<Entry<I>> entries;

    /** An empty table. */
    public InputTable() {
        this(List.of());
    }

    private InputTable(List<Entry<I>> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Adds all events of a type, which may be sealed. */
    public <E extends Event> InputTable<I> with(Class<E> type, Function<E, I> as) {
        return and(type, event -> Optional.of(as.apply(event)));
    }

    /** Adds the responses to requests of this service. */
    public InputTable<I> withResponses(Requester requester, Function<LlmResponse, I> as) {
        return withResponses(
                requester, RequestContext.class, (response, context) -> as.apply(response));
    }

    /** Adds only those responses that have a context of this type. */
    public <C extends RequestContext> InputTable<I> withResponses(
            Requester requester, Class<C> context, BiFunction<LlmResponse, C, I> as) {
        return and(
                LlmResponse.class,
                response ->
                        response.requester() == requester && context.isInstance(response.context())
                                ? Optional.of(as.apply(response, context.cast(response.context())))
                                : Optional.empty());
    }

    /** The input that this event becomes; empty if the service does not read the event. */
    public Optional<I> of(Event event) {
        return entries.stream()
                .filter(entry -> entry.type().isInstance(event))
                .flatMap(entry -> entry.as().apply(event).stream())
                .findFirst();
    }

    /** The event types of this table, in the order in which they were added. */
    public List<Class<? extends Event>> types() {
        return entries.stream().<Class<? extends Event>>map(Entry::type).toList();
    }

    private <E extends Event> InputTable<I> and(Class<E> type, Function<E, Optional<I>> as) {
        List<Entry<I>> all = new ArrayList<>(entries);
        all.add(new Entry<>(type, event -> as.apply(type.cast(event))));
        return new InputTable<>(all);
    }
}
