package metatextgrad.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.llm.LlmRequest;
import metatextgrad.model.Gradient;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Reduce;
import org.junit.jupiter.api.Test;

/** METHOD §6.1 check 16: joins pass feedback to every input, and a reducer reads all of it. */
final class AggregateChecksTest {
    @Test
    void method16ShouldHandFeedbackToEveryInputOfAnAggregate() {
        EmittedEvents emitted = new Scenario().program(Programs.joined()).trial();
        for (String input : List.of("first", "second", "third")) {
            assertThat(emitted.critiquesAsked(input + "-0-prompt"))
                    .hasSize(3)
                    .allSatisfy(
                            request ->
                                    assertThat(EmittedEvents.user(request))
                                            .contains("<FEEDBACK>\nbad answer at "));
        }
        assertThat(emitted.gradients(1))
                .hasSize(3)
                .allSatisfy(
                        item ->
                                assertThat(item.gradients())
                                        .extracting(Gradient::variable)
                                        .containsExactlyInAnyOrder("first", "second", "third"));
    }

    @Test
    void method16ShouldAskForOneSummaryOfAllFeedback() {
        Script script = new Script().writes("all in all", Script.tagged("solves 2"));
        TgdPhase phase = TgdPhase.of(1).reduce(Reduce.SUMMARISE);
        EmittedEvents emitted = new Scenario().phase(phase).script(script).trial();
        List<LlmRequest> asked = emitted.asked(ModelRole.OPTIMIZER);
        assertThat(asked)
                .extracting(LlmRequest::place)
                .containsExactly("reduce/solve", "update/solve");
        String reduce = EmittedEvents.user(asked.getFirst());
        assertThat(reduce.split("<FEEDBACK>", -1)).hasSize(1 + 3);
        emitted.gradients(1)
                .forEach(item -> assertThat(reduce).contains(item.gradients().getFirst().text()));
        assertThat(emitted.update(1)).contains("<FEEDBACK>\nall in all\n</FEEDBACK>");
    }
}
