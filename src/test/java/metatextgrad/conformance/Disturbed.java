package metatextgrad.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import metatextgrad.decide.Actor;
import metatextgrad.decide.Change;
import metatextgrad.decide.Decider;
import metatextgrad.decide.Decision;
import metatextgrad.decide.MemoryRows;
import metatextgrad.llm.Asker;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LocalAnswers;
import metatextgrad.loss.LossDecider;
import metatextgrad.meta.MetaDecider;
import metatextgrad.model.Event;
import metatextgrad.model.RunState;
import metatextgrad.optimize.OptimizerDecider;
import metatextgrad.program.CandidateDecider;
import metatextgrad.program.GradientDecider;
import metatextgrad.task.IntakeDecider;
import metatextgrad.wire.StoreCodec;

/** Hears events in any order, and is killed before or after it wrote down what it decided. */
final class Disturbed {
    private static final StoreCodec STORE = new StoreCodec();
    private final LocalAnswers answers;
    private final Random random;
    private final Actor candidate = Actor.of(new CandidateDecider());
    private final Actor gradient = Actor.of(new GradientDecider());
    private final Actor loss = Actor.of(new LossDecider());
    private final Actor intake = killed(new IntakeDecider());
    private final Actor optimizer = killed(new OptimizerDecider());
    private final Actor meta = killed(new MetaDecider());
    private final BiConsumer<String, RunState> ends;
    private final Map<String, RunState> states = new TreeMap<>();
    private RunState last;
    private int kills;

    Disturbed(Script script, Random random) {
        this(script, random, (run, state) -> {});
    }

    /** {@code ends} hears every newer state of every run. */
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

    long paid() {
        return answers.paid();
    }

    private boolean isNewer(RunState state) {
        RunState held = states.get(state.key());
        return held == null || state.serial().compareTo(held.serial()) > 0;
    }

    private List<Event> heard(Event event) {
        if (event instanceof LlmRequest request) return List.of(answers.answer(request));
        if (event instanceof LlmResponse reply) return asker(reply.asker()).handle(event);
        return List.of(intake, candidate, loss, gradient, optimizer, meta).stream()
                .flatMap(actor -> actor.handle(event).stream())
                .toList();
    }

    private Actor asker(Asker asker) {
        return switch (asker) {
            case CANDIDATE -> candidate;
            case LOSS -> loss;
            case GRADIENT -> gradient;
            case OPTIMIZER -> optimizer;
            case META -> meta;
        };
    }

    /** What is decided and not written down is decided again; what is, may be heard again. */
    private Actor killed(Decider decider) {
        MemoryRows rows = new MemoryRows();
        return event -> {
            if (random.nextInt(4) == 0) {
                kills++;
                decider.decide(rows, event);
            }
            Decision decision = stored(decider.decide(rows, event));
            rows.apply(decision);
            if (random.nextInt(4) > 0) return decision.outputs();
            kills++;
            Decision again = decider.decide(rows, event);
            rows.apply(again);
            List<Event> said = new ArrayList<>(decision.outputs());
            said.addAll(again.outputs());
            return said;
        };
    }

    /** The decision with its rows as they come back from a store. */
    private static Decision stored(Decision decision) {
        List<Change> changes = decision.changes().stream().map(Disturbed::stored).toList();
        return new Decision(changes, decision.outputs(), decision.ignored());
    }

    private static Change stored(Change change) {
        return switch (change) {
            case Change.Put put -> new Change.Put(put.key(), STORE.decode(STORE.encode(put.row())));
            case Change.Delete delete -> delete;
        };
    }
}
