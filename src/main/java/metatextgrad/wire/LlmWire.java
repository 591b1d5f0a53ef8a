package metatextgrad.wire;

import java.nio.ByteBuffer;
import java.util.List;
import metatextgrad.events.ChatMessage;
import metatextgrad.events.MessageRole;
import metatextgrad.events.RequestOutcome;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Message;
import metatextgrad.llm.RequestId;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.project.ModelSpec;

/** Requests and answers as requesters see them: with the context decoded. */
final class LlmWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            LlmRequest.class,
                            metatextgrad.events.LlmRequest.class,
                            LlmWire::toAvro,
                            LlmWire::fromAvro),
                    new WirePair<>(
                            LlmResponse.class,
                            metatextgrad.events.LlmResponse.class,
                            LlmWire::toAvro,
                            LlmWire::fromAvro));

    private LlmWire() {}

    static metatextgrad.events.LlmRequest toAvro(LlmRequest ask) {
        return metatextgrad.events.LlmRequest.newBuilder()
                .setCallKey(ask.callKey().value())
                .setRequestId(ask.requestId().value())
                .setProject(ask.project().value())
                .setRun(ask.run().value())
                .setRequester(Names.to(metatextgrad.events.Requester.class, ask.requester()))
                .setReplyKey(ask.replyKey())
                .setStep(ask.step())
                .setPath(ask.place())
                .setAttempt(ask.attempt())
                .setEpoch(ask.epoch())
                .setRole(Names.to(metatextgrad.events.ModelRole.class, ask.role()))
                .setModel(ask.model().name())
                .setTemperature(ask.model().temperature())
                .setMaxTokens(ask.model().maxTokens())
                .setTimeoutSeconds(ask.model().timeoutSeconds())
                .setMessages(ask.messages().stream().map(LlmWire::avro).toList())
                .setSample(ask.sample())
                .setSalt(ask.salt())
                .setSeed(ask.seed())
                .setContext(ByteBuffer.wrap(Contexts.encode(ask.context())))
                .build();
    }

    static LlmRequest fromAvro(metatextgrad.events.LlmRequest ask) {
        return new LlmRequest(
                new ProjectId(ask.getProject()),
                new RunId(ask.getRun()),
                Names.to(Requester.class, ask.getRequester()),
                ask.getReplyKey(),
                ask.getStep(),
                ask.getPath(),
                ask.getAttempt(),
                ask.getEpoch(),
                Names.to(ModelRole.class, ask.getRole()),
                spec(ask),
                ask.getMessages().stream().map(LlmWire::model).toList(),
                ask.getSample(),
                ask.getSalt(),
                Contexts.decode(bytes(ask.getContext())));
    }

    static metatextgrad.events.LlmResponse toAvro(LlmResponse answer) {
        return metatextgrad.events.LlmResponse.newBuilder()
                .setRequestId(answer.ask().value())
                .setRequester(Names.to(metatextgrad.events.Requester.class, answer.requester()))
                .setReplyKey(answer.replyKey())
                .setStep(answer.step())
                .setPath(answer.place())
                .setAttempt(answer.attempt())
                .setOutcome(Names.to(RequestOutcome.class, answer.outcome()))
                .setText(answer.text())
                .setFailure(Nullables.map(answer.failure(), FailureWire::toAvro))
                .setInputTokens(answer.usage().inputTokens())
                .setOutputTokens(answer.usage().outputTokens())
                .setBilled(answer.billed())
                .setContext(ByteBuffer.wrap(Contexts.encode(answer.context())))
                .build();
    }

    static LlmResponse fromAvro(metatextgrad.events.LlmResponse answer) {
        return new LlmResponse(
                new RequestId(answer.getRequestId()),
                Names.to(Requester.class, answer.getRequester()),
                answer.getReplyKey(),
                answer.getStep(),
                answer.getPath(),
                answer.getAttempt(),
                Names.to(LlmResponse.Outcome.class, answer.getOutcome()),
                answer.getText(),
                Nullables.map(answer.getFailure(), FailureWire::fromAvro),
                new Usage(answer.getInputTokens(), answer.getOutputTokens()),
                answer.getBilled(),
                Contexts.decode(bytes(answer.getContext())));
    }

    static ModelSpec spec(metatextgrad.events.LlmRequest ask) {
        return new ModelSpec(
                ask.getModel(), ask.getTemperature(), ask.getMaxTokens(), ask.getTimeoutSeconds());
    }

    static ChatMessage avro(Message message) {
        return new ChatMessage(Names.to(MessageRole.class, message.role()), message.content());
    }

    static Message model(ChatMessage message) {
        return new Message(Names.to(Message.Role.class, message.getRole()), message.getContent());
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
