package metatextgrad.conformance;

import static metatextgrad.conformance.MetaReplies.described;
import static metatextgrad.conformance.MetaReplies.reaching;
import static metatextgrad.conformance.MetaReplies.structure;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
import metatextgrad.model.MetaSettings;
import metatextgrad.model.MetaSettings.InitialScore;
import metatextgrad.model.RunState;
import metatextgrad.optimize.OptimizerDecider;
import metatextgrad.program.CandidateDecider;
import metatextgrad.program.GradientDecider;
import metatextgrad.task.IntakeDecider;
import metatextgrad.wire.StoreCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * METHOD §6.5 check 43: killed at any event, with answers in any order, a run ends as undisturbed
 * and buys the same calls.
 */
final class RestartChecksTest {
    private static final StoreCodec STORE = new StoreCodec();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void method43ShouldEndAndPayAsUndisturbedWhateverIsKilledAndInWhateverOrderAnswersCome(
            int seed) {
        Said undisturbed = scenario().run();
        Disturbed disturbed = new Disturbed(script(), new Random(seed));
        disturbed.play(scenario().start());
        assertThat(disturbed.last.lines())
                .isEqualTo(undisturbed.all(RunState.class).getLast().lines());
        assertThat(disturbed.last.rounds())
                .isEqualTo(undisturbed.all(RunState.class).getLast().rounds());
        assertThat(disturbed.answers.paid()).isEqualTo(paid(undisturbed));
        assertThat(disturbed.kills).isGreaterThan(50);
    }

    private static long paid(Said said) {
        return said.all(LlmResponse.class).stream().filter(LlmResponse::paid).count();
    }

    private static Scenario scenario() {
        return new Scenario()
                .optimizers(reaching("a", 2, 2), reaching("b", 3, 1))
                .meta(new MetaSettings(1, 2, 1, 0, InitialScore.TRIAL))
                .script(script());
    }

    /** Replies depend on what is asked, not on what was asked before. */
    private static Script script() {
        return new Script()
                .writer(MetaReplies::reaching)
                .meta(call -> Script.answered(proposal(call.user())));
    }

    private static String proposal(String request) {
        if (!MetaReplies.asksForStructure(request))
            return described(request.contains("reach 2") ? "reach 5" : "reach 4");
        return request.contains("<BEST_OPTIMIZER>") ? structure("d", 1, 1) : structure("c", 6, 2);
    }

    /** Hears events in any order, and is killed before or after it wrote down what it decided. */
    private static final class Disturbed {
        private final LocalAnswers answers;
        private final Random random;
        private final Actor candidate = Actor.of(new CandidateDecider());
        private final Actor gradient = Actor.of(new GradientDecider());
        private final Actor loss = Actor.of(new LossDecider());
        private final Actor intake = killed(new IntakeDecider());
        private final Actor optimizer = killed(new OptimizerDecider());
        private final Actor meta = killed(new MetaDecider());
        private RunState last;
        private int kills;

        private Disturbed(Script script, Random random) {
            answers = new LocalAnswers(script);
            this.random = random;
        }

        private void play(List<Event> first) {
            List<Event> waiting = new ArrayList<>(first);
            while (!waiting.isEmpty()) {
                Event event = waiting.remove(random.nextInt(waiting.size()));
                if (event instanceof RunState state && isNewer(state)) last = state;
                waiting.addAll(heard(event));
            }
        }

        private boolean isNewer(RunState state) {
            return last == null || state.serial().compareTo(last.serial()) > 0;
        }

        private List<Event> heard(Event event) {
            if (event instanceof LlmRequest request) return List.of(answers.answer(request));
            if (event instanceof LlmResponse reply) return asker(reply.asker()).hear(event);
            return List.of(intake, candidate, loss, gradient, optimizer, meta).stream()
                    .flatMap(actor -> actor.hear(event).stream())
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
            return new Decision(changes, decision.outputs(), decision.notices());
        }

        private static Change stored(Change change) {
            return switch (change) {
                case Change.Put put ->
                        new Change.Put(put.key(), STORE.decode(STORE.encode(put.row())));
                case Change.Delete delete -> delete;
            };
        }
    }
}
