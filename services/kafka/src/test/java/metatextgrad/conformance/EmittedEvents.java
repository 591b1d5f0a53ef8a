package metatextgrad.conformance;

import java.util.List;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.ModelRole;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.ScoreAggregated;

/** Every event of a run or trial, in the order in which it was emitted. */
record EmittedEvents(List<Event> events) {
    EmittedEvents {
        events = List.copyOf(events);
    }

    <E extends Event> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<LlmRequest> asked(ModelRole role) {
        return all(LlmRequest.class).stream().filter(r -> r.role() == role).toList();
    }

    /**
     * Returns the critique requests on the way back through a node, such as {@code solve-0-prompt}.
     */
    List<LlmRequest> critiquesAsked(String place) {
        return asked(ModelRole.BACKWARD).stream()
                .filter(request -> request.place().endsWith("/" + place))
                .toList();
    }

    /** Returns the update requests of one step, including those after an unusable reply. */
    List<LlmRequest> updates(int step) {
        return asked(ModelRole.OPTIMIZER).stream()
                .filter(r -> r.step() == step && r.place().startsWith("update/"))
                .toList();
    }

    /** Returns the user message of a step's only update request. */
    String update(int step) {
        List<LlmRequest> updates = updates(step);
        if (updates.size() != 1) throw new IllegalStateException(updates.size() + " updates");
        return user(updates.getFirst());
    }

    List<OptimizerState> states() {
        return all(OptimizerState.class);
    }

    OptimizerState state(int step) {
        return states().get(step - 1);
    }

    List<GradientComputed> gradients(int step) {
        return all(GradientComputed.class).stream()
                .filter(g -> g.stepRef().step() == step)
                .toList();
    }

    List<ScoreAggregated> scores(ScoreAggregated.Scope scope) {
        return all(ScoreAggregated.class).stream().filter(s -> s.scope() == scope).toList();
    }

    static String user(LlmRequest request) {
        return request.messages().getLast().content();
    }
}
