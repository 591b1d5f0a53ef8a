package metatextgrad.services.gateway.proxy;

import java.util.Objects;
import java.util.Optional;
import metatextgrad.candidate.NextNode;
import metatextgrad.llm.Reply;
import metatextgrad.model.Text;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.services.gateway.chat.ChatAnswer;
import metatextgrad.services.gateway.chat.CompletionRequest;
import metatextgrad.services.gateway.meters.GatewayMeters.Outcome;
import metatextgrad.services.gateway.upstream.UpstreamServer;
import metatextgrad.trace.SpanEnd;
import metatextgrad.trace.SpanStart;
import metatextgrad.trace.TracedChat;
import metatextgrad.trace.TracedChat.Parameters;
import org.jspecify.annotations.Nullable;

/** What spans of calls state. Pure. */
final class ChatSpans {
    private static final String UNNAMED = "unnamed";

    private ChatSpans() {}

    /** A chat that no project serves. */
    static SpanStart passed(UpstreamServer server, CompletionRequest chat) {
        return new SpanStart.ChatCalled(
                new TracedChat(
                        server.baseUrl(),
                        Objects.requireNonNullElse(chat.model(), UNNAMED),
                        null,
                        "",
                        chat.parameters(),
                        chat::turns));
    }

    /**
     * The last call of a project's program, or the only one.
     *
     * @param body as it is sent
     */
    static SpanStart served(ChatCall call, byte[] body) {
        String model = call.model() == null ? call.chat().model() : call.model();
        return new SpanStart.ChatCalled(
                new TracedChat(
                        call.server().baseUrl(),
                        Objects.requireNonNullElse(model, UNNAMED),
                        call.target().project(),
                        "",
                        call.chat().parameters(),
                        () -> CompletionRequest.read(body).turns()));
    }

    /** A call of a program before the last one. */
    static SpanStart inner(ChatCall call, ModelSpec model, NextNode.Call node, int seed) {
        return new SpanStart.ChatCalled(
                new TracedChat(
                        call.server().baseUrl(),
                        model.name(),
                        call.target().project(),
                        node.node(),
                        Parameters.of(model, seed),
                        () ->
                                node.messages().stream()
                                        .map(
                                                one ->
                                                        new TracedChat.Turn(
                                                                Text.lower(one.role()),
                                                                one.content()))
                                        .toList()));
    }

    /**
     * How a response was relayed.
     *
     * @param copy of its body; null or empty if there is none
     */
    static SpanEnd end(UpstreamCalls.Response response, Outcome outcome, @Nullable Tee copy) {
        int status = response.http().status();
        Optional<ChatAnswer> answer =
                outcome == Outcome.OK && copy != null ? response.answer(copy) : Optional.empty();
        return answer.<SpanEnd>map(
                        one ->
                                new SpanEnd.Replied(
                                        new Reply.Answered(one.text(), one.usage(), one.model())))
                .orElseGet(() -> responded(status, outcome));
    }

    private static SpanEnd responded(int status, Outcome outcome) {
        String failure =
                switch (outcome) {
                    case OK -> "";
                    case REFUSED, FAILED -> String.valueOf(status);
                    case UNREACHABLE, BROKEN, CANCELLED -> Text.lower(outcome);
                };
        return new SpanEnd.Responded(status, failure);
    }

    /** A response whose body no client gets. */
    static SpanEnd dropped(int status) {
        return responded(status, Outcome.of(status));
    }
}
