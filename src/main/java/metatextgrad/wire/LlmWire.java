package metatextgrad.wire;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import metatextgrad.events.ChatMessage;
import metatextgrad.events.MessageRole;
import metatextgrad.events.RequestOutcome;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Message;
import metatextgrad.llm.RawContext;
import metatextgrad.llm.RequestContext;
import metatextgrad.llm.RequestId;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.project.ModelSpec;

/** Requests and responses, with the context decoded or raw. Both write the same bytes. */
final class LlmWire {
    /** For requesters. */
    static final List<WirePair<?, ?>> PAIRS = pairs(Contexts::decode);

    /** For the worker. */
    static final List<WirePair<?, ?>> RAW = pairs(RawContext::new);

    private LlmWire() {}

    private static List<WirePair<?, ?>> pairs(Function<byte[], RequestContext> context) {
        return List.of(
                new WirePair<>(
                        LlmRequest.class,
                        metatextgrad.events.LlmRequest.class,
                        LlmWire::toAvro,
                        request -> fromAvro(request, context.apply(bytes(request.getContext())))),
                new WirePair<>(
                        LlmResponse.class,
                        metatextgrad.events.LlmResponse.class,
                        LlmWire::toAvro,
                        response ->
                                fromAvro(response, context.apply(bytes(response.getContext())))));
    }

    private static metatextgrad.events.LlmRequest toAvro(LlmRequest request) {
        return metatextgrad.events.LlmRequest.newBuilder()
                .setCallKey(request.callKey().value())
                .setRequestId(request.requestId().value())
                .setProject(request.project().value())
                .setRun(request.run().value())
                .setRequester(Names.to(metatextgrad.events.Requester.class, request.requester()))
                .setReplyKey(request.replyKey())
                .setStep(request.step())
                .setPath(request.place())
                .setAttempt(request.attempt())
                .setRole(Names.to(metatextgrad.events.ModelRole.class, request.role()))
                .setModel(request.model().name())
                .setTemperature(request.model().temperature())
                .setMaxTokens(request.model().maxTokens())
                .setTimeoutSeconds(request.model().timeoutSeconds())
                .setMessages(request.messages().stream().map(LlmWire::avro).toList())
                .setSample(request.sample())
                .setSalt(request.salt())
                .setSeed(request.seed())
                .setContext(ByteBuffer.wrap(bytes(request.context())))
                .build();
    }

    private static LlmRequest fromAvro(
            metatextgrad.events.LlmRequest request, RequestContext context) {
        return new LlmRequest(
                new CallKey(request.getCallKey()),
                new RequestId(request.getRequestId()),
                new ProjectId(request.getProject()),
                new RunId(request.getRun()),
                Names.to(Requester.class, request.getRequester()),
                request.getReplyKey(),
                request.getStep(),
                request.getPath(),
                request.getAttempt(),
                Names.to(ModelRole.class, request.getRole()),
                spec(request),
                request.getMessages().stream().map(LlmWire::model).toList(),
                request.getSample(),
                request.getSalt(),
                request.getSeed(),
                context);
    }

    private static metatextgrad.events.LlmResponse toAvro(LlmResponse response) {
        return metatextgrad.events.LlmResponse.newBuilder()
                .setCallKey(response.callKey().value())
                .setRequestId(response.requestId().value())
                .setRequester(Names.to(metatextgrad.events.Requester.class, response.requester()))
                .setReplyKey(response.replyKey())
                .setStep(response.step())
                .setPath(response.place())
                .setAttempt(response.attempt())
                .setOutcome(Names.to(RequestOutcome.class, response.outcome()))
                .setText(response.text())
                .setFailure(Nullables.map(response.failure(), FailureWire::toAvro))
                .setInputTokens(response.usage().inputTokens())
                .setOutputTokens(response.usage().outputTokens())
                .setBilled(response.billed())
                .setRole(Names.to(metatextgrad.events.ModelRole.class, response.role()))
                .setModel(response.model())
                .setServedModel(response.servedModel())
                .setContext(ByteBuffer.wrap(bytes(response.context())))
                .build();
    }

    private static LlmResponse fromAvro(
            metatextgrad.events.LlmResponse response, RequestContext context) {
        return new LlmResponse(
                new CallKey(response.getCallKey()),
                new RequestId(response.getRequestId()),
                Names.to(Requester.class, response.getRequester()),
                response.getReplyKey(),
                response.getStep(),
                response.getPath(),
                response.getAttempt(),
                Names.to(LlmResponse.Outcome.class, response.getOutcome()),
                response.getText(),
                Nullables.map(response.getFailure(), FailureWire::fromAvro),
                new Usage(response.getInputTokens(), response.getOutputTokens()),
                response.getBilled(),
                Names.to(ModelRole.class, response.getRole()),
                response.getModel(),
                response.getServedModel(),
                context);
    }

    private static ModelSpec spec(metatextgrad.events.LlmRequest request) {
        return new ModelSpec(
                request.getModel(),
                request.getTemperature(),
                request.getMaxTokens(),
                request.getTimeoutSeconds());
    }

    private static ChatMessage avro(Message message) {
        return new ChatMessage(Names.to(MessageRole.class, message.role()), message.content());
    }

    private static Message model(ChatMessage message) {
        return new Message(Names.to(Message.Role.class, message.getRole()), message.getContent());
    }

    private static byte[] bytes(RequestContext context) {
        return context instanceof RawContext raw ? raw.bytes() : Contexts.encode(context);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
