package metatextgrad.tracing;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.net.URI;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.model.Text;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.trace.SpanStart;
import metatextgrad.trace.TracedChat;

/**
 * Names spans and sets the attributes that are known at their start.
 *
 * @param content whether the text of requests becomes an attribute
 */
record SpanStarts(boolean content) {
    SpanBuilder in(Tracer tracer, SpanStart start) {
        return switch (start) {
            case SpanStart.RecordRead read ->
                    tracer.spanBuilder("process " + read.topic())
                            .setSpanKind(SpanKind.CONSUMER)
                            .setAttribute(SpanNames.SYSTEM, "kafka")
                            .setAttribute(SpanNames.OPERATION, "process")
                            .setAttribute(SpanNames.OPERATION_TYPE, "process")
                            .setAttribute(SpanNames.TOPIC, read.topic())
                            .setAttribute(SpanNames.PARTITION, Integer.toString(read.partition()))
                            .setAttribute(SpanNames.OFFSET, read.offset())
                            .setAttribute(SpanNames.GROUP, read.group())
                            .setAttribute(SpanNames.SERVICE, read.service());
            case SpanStart.DecisionMade made ->
                    tracer.spanBuilder("decide " + made.verb())
                            .setSpanKind(SpanKind.INTERNAL)
                            .setAttribute(SpanNames.SERVICE, made.service())
                            .setAttribute(SpanNames.NODE, made.verb())
                            .setAttribute(SpanNames.EVENT, made.event());
            case SpanStart.ModelCalled(LlmRequest request) -> call(tracer, request);
            case SpanStart.ChatCalled(TracedChat chat) -> chat(tracer, chat);
            case SpanStart.RequestReceived(String method, String route) ->
                    tracer.spanBuilder(method + " " + route)
                            .setSpanKind(SpanKind.SERVER)
                            .setAttribute(SpanNames.METHOD, method)
                            .setAttribute(SpanNames.ROUTE, route);
            case SpanStart.RequestForwarded(String method, String server) ->
                    server(tracer.spanBuilder(method), server)
                            .setAttribute(SpanNames.METHOD, method);
            case SpanStart.CommandRun(String command) ->
                    tracer.spanBuilder(command)
                            .setSpanKind(SpanKind.INTERNAL)
                            .setAttribute(SpanNames.COMMAND, command);
        };
    }

    private static SpanBuilder server(SpanBuilder span, String address) {
        URI server = URI.create(address);
        int port =
                server.getPort() >= 0
                        ? server.getPort()
                        : "http".equals(server.getScheme()) ? 80 : 443;
        return span.setSpanKind(SpanKind.CLIENT)
                .setAttribute(SpanNames.SERVER, server.getHost())
                .setAttribute(SpanNames.PORT, (long) port);
    }

    /** The client speaks OpenAI's protocol with every server, and knows no other provider. */
    private static SpanBuilder named(Tracer tracer, String model) {
        return tracer.spanBuilder("chat " + model)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SpanNames.GEN_AI_OPERATION, "chat")
                .setAttribute(SpanNames.GEN_AI_PROVIDER, "openai")
                .setAttribute(SpanNames.REQUEST_MODEL, model);
    }

    private SpanBuilder chat(Tracer tracer, TracedChat chat) {
        SpanBuilder span = server(named(tracer, chat.model()), chat.server());
        TracedChat.Parameters parameters = chat.parameters();
        if (parameters.temperature() != null)
            span.setAttribute(SpanNames.REQUEST_TEMPERATURE, parameters.temperature());
        if (parameters.topP() != null)
            span.setAttribute(SpanNames.REQUEST_TOP_P, parameters.topP());
        if (parameters.maxTokens() != null)
            span.setAttribute(SpanNames.REQUEST_MAX_TOKENS, parameters.maxTokens());
        if (parameters.seed() != null) span.setAttribute(SpanNames.REQUEST_SEED, parameters.seed());
        if (chat.project() != null) span.setAttribute(SpanNames.PROJECT, chat.project().value());
        if (!chat.node().isEmpty()) span.setAttribute(SpanNames.NODE, chat.node());
        if (content)
            span.setAttribute(SpanNames.INPUT_MESSAGES, ChatText.ofTurns(chat.turns().get()));
        return span;
    }

    private SpanBuilder call(Tracer tracer, LlmRequest request) {
        ModelSpec model = request.model();
        SpanBuilder span =
                named(tracer, model.name())
                        .setAttribute(SpanNames.REQUEST_MAX_TOKENS, (long) model.maxTokens())
                        .setAttribute(SpanNames.REQUEST_SEED, (long) request.seed())
                        .setAttribute(
                                SpanNames.OUTPUT_TYPE,
                                request.format() == ReplyFormat.TEXT ? "text" : "json")
                        .setAttribute(SpanNames.PROJECT, request.project().value())
                        .setAttribute(SpanNames.RUN, request.run().value())
                        .setAttribute(SpanNames.ROLE, Text.lower(request.role()))
                        .setAttribute(SpanNames.REQUESTER, Text.lower(request.requester()))
                        .setAttribute(SpanNames.STEP, (long) request.step())
                        .setAttribute(SpanNames.PLACE, request.place());
        if (model.temperature() != null)
            span.setAttribute(SpanNames.REQUEST_TEMPERATURE, model.temperature());
        if (model.topP() != null) span.setAttribute(SpanNames.REQUEST_TOP_P, model.topP());
        if (content) span.setAttribute(SpanNames.INPUT_MESSAGES, ChatText.of(request.messages()));
        return span;
    }
}
