package metatextgrad.conformance;

import static metatextgrad.conformance.MetaReplies.described;
import static metatextgrad.conformance.MetaReplies.reaching;
import static metatextgrad.conformance.MetaReplies.structure;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.event.RunState;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * METHOD §6.5 check 43: a run is killed at any event, with answers in any order. It ends as an
 * undisturbed run and makes the same calls.
 */
final class RestartChecksTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void method43ShouldEndAndPayAsUndisturbedWhateverIsKilledAndInWhateverOrderAnswersCome(
            int seed) {
        EmittedEvents undisturbed = scenario().run();
        Disturbed disturbed = new Disturbed(script(), new Random(seed));
        disturbed.play(scenario().start());
        assertThat(disturbed.last().lines())
                .isEqualTo(undisturbed.all(RunState.class).getLast().lines());
        assertThat(disturbed.last().rounds())
                .isEqualTo(undisturbed.all(RunState.class).getLast().rounds());
        assertThat(disturbed.billed()).isEqualTo(billed(undisturbed));
        assertThat(disturbed.kills()).isGreaterThan(50);
    }

    private static long billed(EmittedEvents emitted) {
        return emitted.all(LlmResponse.class).stream().filter(LlmResponse::billed).count();
    }

    private static Scenario scenario() {
        return new Scenario()
                .optimizers(reaching("a", 2, 2), reaching("b", 3, 1))
                .meta(new MetaSettings(1, 2, 1, 0, InitialScore.TRIAL))
                .script(script());
    }

    /** Replies depend on the request, not on earlier requests. */
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
}
