package metatextgrad.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.NoContext;
import metatextgrad.llm.RawContext;
import metatextgrad.llm.RequestContext;
import metatextgrad.llm.RequestId;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.model.ModelRole;
import metatextgrad.model.RunId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.RunCommand;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.event.TrialCommand.TrialPaused;
import org.junit.jupiter.api.Test;

final class InputTableTest {
    private sealed interface Input {
        record Command(RunCommand command) implements Input {}

        record Response(LlmResponse response) implements Input {}

        record Own(LlmResponse response, NoContext context) implements Input {}
    }

    private static final RunPaused PAUSED = new RunPaused(new RunId("run"));
    private static final InputTable<Input> COMMANDS =
            new InputTable<Input>().with(RunCommand.class, Input.Command::new);

    @Test
    void shouldReadEveryEventOfASealedType() {
        assertThat(COMMANDS.of(PAUSED)).contains(new Input.Command(PAUSED));
        assertThat(COMMANDS.of(new TrialPaused(new TrialId("trial")))).isEmpty();
        assertThat(COMMANDS.types()).containsExactly(RunCommand.class);
    }

    @Test
    void shouldReadOnlyResponsesToItsOwnRequests() {
        InputTable<Input> table = COMMANDS.withResponses(Requester.META, Input.Response::new);
        LlmResponse ours = response(Requester.META, new NoContext());
        assertThat(table.of(ours)).contains(new Input.Response(ours));
        assertThat(table.of(response(Requester.OPTIMIZER, new NoContext()))).isEmpty();
        assertThat(table.of(PAUSED)).contains(new Input.Command(PAUSED));
    }

    @Test
    void shouldReadOnlyResponsesWithItsOwnContext() {
        InputTable<Input> table =
                COMMANDS.withResponses(Requester.LOSS, NoContext.class, Input.Own::new);
        LlmResponse ours = response(Requester.LOSS, new NoContext());
        assertThat(table.of(ours)).contains(new Input.Own(ours, new NoContext()));
        RawContext other = new RawContext(new byte[] {1});
        assertThat(table.of(response(Requester.LOSS, other))).isEmpty();
        assertThat(table.of(response(Requester.META, new NoContext()))).isEmpty();
    }

    private static LlmResponse response(Requester requester, RequestContext context) {
        return new LlmResponse(
                new CallKey("call"),
                new RequestId("ask"),
                requester,
                "key",
                1,
                "place",
                0,
                Outcome.OK,
                "text",
                null,
                Usage.NONE,
                LlmResponse.Billing.BILLED,
                ModelRole.META,
                "model",
                "",
                List.of(),
                context);
    }
}
