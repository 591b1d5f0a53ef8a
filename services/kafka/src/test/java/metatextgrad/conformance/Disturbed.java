package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import metatextgrad.candidate.CandidateDecider;
import metatextgrad.decide.Actor;
import metatextgrad.decide.Change;
import metatextgrad.decide.Decider;
import metatextgrad.decide.Decision;
import metatextgrad.decide.MemoryRows;
import metatextgrad.gradient.GradientDecider;
import metatextgrad.intake.IntakeDecider;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.local.LocalAnswers;
import metatextgrad.loss.LossDecider;
import metatextgrad.meta.MetaDecider;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.RunState;
import metatextgrad.optimizer.OptimizerDecider;
import metatextgrad.wire.StoreCodec;

/** Handles events in any order. It is killed before or after it writes its decisions. */
final class Disturbed {
    private static final StoreCodec STORE = new StoreCodec();
    private final LocalAnswers answers;
    private final Random random;
    private final List<Actor> services =
            List.of(
                    killed(new IntakeDecider()),
                    new CandidateDecider(),
                    new LossDecider(),
                    new GradientDecider(),
                    killed(new OptimizerDecider()),
                    killed(new MetaDecider()));
    private final BiConsumer<String, RunState> ends;
    private final Map<String, RunState> states = new TreeMap<>();
    private RunState last;
    private int kills;

    Disturbed(Script script, Random random) {
        this(script, random, (run, state) -> {});
    }

    /** {@code ends} receives every newer state of every run. */
    Disturbed(Script script, Random random, BiConsumer<String, RunState> ends) {
        this.ends = ends;
        answers = new LocalAnswers(script);
        this.random = random;
    }

    void play(List<Event> first) {
        List<Event> waiting = new ArrayList<>(first);
        while (!waiting.isEmpty()) {
            Event event = waiting.remove(random.nextInt(waiting.size()));
            if (event instanceof RunState state && isNewer(state)) {
                last = state;
                states.put(state.key(), state);
                ends.accept(state.key(), state);
            }
            waiting.addAll(heard(event));
        }
    }

    RunState last() {
        return last;
    }

    int kills() {
        return kills;
    }

    long billed() {
        return answers.billed();
    }

    /** The same lines, rounds and number of billed calls as without any disturbance. */
    void requireSame(EmittedEvents undisturbed) {
        RunState end = undisturbed.all(RunState.class).getLast();
        assertThat(last.lines()).isEqualTo(end.lines());
        assertThat(last.rounds()).isEqualTo(end.rounds());
        long requests =
                undisturbed.all(LlmResponse.class).stream().filter(LlmResponse::billed).count();
        assertThat(billed()).isEqualTo(requests);
    }

    private boolean isNewer(RunState state) {
        RunState held = states.get(state.key());
        return held == null || state.serial().compareTo(held.serial()) > 0;
    }

    private List<Event> heard(Event event) {
        if (event instanceof LlmRequest request) return List.of(answers.answer(request));
        return services.stream().flatMap(service -> service.handle(event).stream()).toList();
    }

    /**
     * A decision that was not written is made again. After a written one, the same event may arrive
     * again.
     */
    private Actor killed(Decider<?> decider) {
        MemoryRows rows = new MemoryRows();
        return event -> {
            if (random.nextInt(4) == 0) {
                kills++;
                decider.handle(rows, event);
            }
            Decision decision = stored(decider.handle(rows, event));
            rows.apply(decision);
            if (random.nextInt(4) > 0) return decision.outputs();
            kills++;
            Decision again = decider.handle(rows, event);
            rows.apply(again);
            List<Event> emitted = new ArrayList<>(decision.outputs());
            emitted.addAll(again.outputs());
            return emitted;
        };
    }

    /** Returns the decision with its rows as they come back from a store. */
    private static Decision stored(Decision decision) {
        List<Change> changes = decision.changes().stream().map(Disturbed::stored).toList();
        return new Decision(changes, decision.outputs(), decision.ignored(), null);
    }

    private static Change stored(Change change) {
        return switch (change) {
            case Change.Put put -> new Change.Put(put.key(), STORE.decode(STORE.encode(put.row())));
            case Change.Delete delete -> delete;
        };
    }
}
