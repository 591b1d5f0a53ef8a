package metatextgrad.wire;

import java.nio.ByteBuffer;
import java.util.List;
import metatextgrad.events.AskOutcome;
import metatextgrad.events.AskRole;
import metatextgrad.events.ChatMessage;
import metatextgrad.events.Speaker;
import metatextgrad.llm.AskId;
import metatextgrad.llm.Asker;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Message;
import metatextgrad.llm.Usage;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ModelSpec;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;

/** Asks and answers as the askers see them: with the context decoded. */
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
                .setCallId(ask.callId().value())
                .setAskId(ask.askId().value())
                .setProject(ask.project().value())
                .setRun(ask.run().value())
                .setAsker(avro(ask.asker()))
                .setReplyKey(ask.replyKey())
                .setStep(ask.step())
                .setPlace(ask.place())
                .setAttempt(ask.attempt())
                .setEpoch(ask.epoch())
                .setRole(avro(ask.role()))
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
                model(ask.getAsker()),
                ask.getReplyKey(),
                ask.getStep(),
                ask.getPlace(),
                ask.getAttempt(),
                ask.getEpoch(),
                model(ask.getRole()),
                spec(ask),
                ask.getMessages().stream().map(LlmWire::model).toList(),
                ask.getSample(),
                ask.getSalt(),
                Contexts.decode(bytes(ask.getContext())));
    }

    static metatextgrad.events.LlmResponse toAvro(LlmResponse answer) {
        return metatextgrad.events.LlmResponse.newBuilder()
                .setAskId(answer.ask().value())
                .setAsker(avro(answer.asker()))
                .setReplyKey(answer.replyKey())
                .setStep(answer.step())
                .setPlace(answer.place())
                .setAttempt(answer.attempt())
                .setOutcome(avro(answer.outcome()))
                .setText(answer.text())
                .setFailure(Maybe.map(answer.failure(), FailureWire::toAvro))
                .setInputTokens(answer.usage().inputTokens())
                .setOutputTokens(answer.usage().outputTokens())
                .setPaid(answer.paid())
                .setContext(ByteBuffer.wrap(Contexts.encode(answer.context())))
                .build();
    }

    static LlmResponse fromAvro(metatextgrad.events.LlmResponse answer) {
        return new LlmResponse(
                new AskId(answer.getAskId()),
                model(answer.getAsker()),
                answer.getReplyKey(),
                answer.getStep(),
                answer.getPlace(),
                answer.getAttempt(),
                model(answer.getOutcome()),
                answer.getText(),
                Maybe.map(answer.getFailure(), FailureWire::fromAvro),
                new Usage(answer.getInputTokens(), answer.getOutputTokens()),
                answer.getPaid(),
                Contexts.decode(bytes(answer.getContext())));
    }

    static ModelSpec spec(metatextgrad.events.LlmRequest ask) {
        return new ModelSpec(
                ask.getModel(), ask.getTemperature(), ask.getMaxTokens(), ask.getTimeoutSeconds());
    }

    static ChatMessage avro(Message message) {
        return new ChatMessage(Speaker.valueOf(message.role().name()), message.content());
    }

    static Message model(ChatMessage message) {
        return new Message(Message.Role.valueOf(message.getRole().name()), message.getContent());
    }

    static metatextgrad.events.Asker avro(Asker asker) {
        return metatextgrad.events.Asker.valueOf(asker.name());
    }

    static Asker model(metatextgrad.events.Asker asker) {
        return Asker.valueOf(asker.name());
    }

    static AskRole avro(ModelRole role) {
        return AskRole.valueOf(role.name());
    }

    static ModelRole model(AskRole role) {
        return ModelRole.valueOf(role.name());
    }

    static AskOutcome avro(LlmResponse.Outcome outcome) {
        return AskOutcome.valueOf(outcome.name());
    }

    static LlmResponse.Outcome model(AskOutcome outcome) {
        return LlmResponse.Outcome.valueOf(outcome.name());
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
