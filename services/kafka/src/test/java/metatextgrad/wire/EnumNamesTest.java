package metatextgrad.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import metatextgrad.events.CloseReason;
import metatextgrad.events.MessageRole;
import metatextgrad.events.RequestOutcome;
import metatextgrad.events.RunStatus;
import metatextgrad.events.ScoreOutcome;
import metatextgrad.events.ScoreScope;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Message;
import metatextgrad.llm.Requester;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Score;
import metatextgrad.model.Split;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.event.OptimizerState;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.ScoreAggregated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class EnumNamesTest {
    static final List<Arguments> ENUMS =
            List.of(
                    enums(Split.values(), metatextgrad.events.Split.values()),
                    enums(Score.Outcome.values(), ScoreOutcome.values()),
                    enums(BatchClosed.Reason.values(), CloseReason.values()),
                    enums(OptimizerState.Decided.values(), metatextgrad.events.Decided.values()),
                    enums(OptimizerVersion.Verdict.values(), metatextgrad.events.Verdict.values()),
                    enums(ScoreAggregated.Scope.values(), ScoreScope.values()),
                    enums(RunState.Status.values(), RunStatus.values()),
                    enums(Requester.values(), metatextgrad.events.Requester.values()),
                    enums(ModelRole.values(), metatextgrad.events.ModelRole.values()),
                    enums(Message.Role.values(), MessageRole.values()),
                    enums(LlmResponse.Outcome.values(), RequestOutcome.values()));

    @ParameterizedTest
    @FieldSource("ENUMS")
    void shouldBeEqualInModelAndAvro(List<String> model, List<String> avro) {
        assertThat(avro).filteredOn(name -> !name.equals("UNKNOWN")).isEqualTo(model);
    }

    private static Arguments enums(Enum<?>[] model, Enum<?>[] avro) {
        return Arguments.of(names(model), names(avro));
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).<String>map(Enum::name).toList();
    }
}
