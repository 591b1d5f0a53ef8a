package metatextgrad.wire;

import java.nio.ByteBuffer;
import java.util.List;
import metatextgrad.events.AskOutcome;
import metatextgrad.events.AskRole;
import metatextgrad.events.LedgerKind;
import metatextgrad.events.LedgerRow;
import metatextgrad.events.LlmRequest;
import metatextgrad.events.LlmResponse;
import metatextgrad.llm.AnswerPlace;
import metatextgrad.llm.AskId;
import metatextgrad.llm.Asker;
import metatextgrad.llm.CallId;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.Opaque;
import metatextgrad.llm.Usage;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;

/**
 * Asks and answers as the worker sees them: ids as they came, the context unread; and its ledger.
 */
final class WorkerWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            WorkerRequest.class,
                            LlmRequest.class,
                            WorkerWire::toAvro,
                            WorkerWire::fromAvro),
                    new WirePair<>(
                            WorkerAnswer.class,
                            LlmResponse.class,
                            WorkerWire::toAvro,
                            WorkerWire::fromAvro),
                    new WirePair<>(
                            LedgerEntry.class,
                            LedgerRow.class,
                            WorkerWire::toAvro,
                            WorkerWire::fromAvro));

    private WorkerWire() {}

    static LlmRequest toAvro(WorkerRequest ask) {
        return LlmRequest.newBuilder()
                .setCallId(ask.call().value())
                .setAskId(ask.ask().value())
                .setProject(ask.project().value())
                .setRun(ask.run().value())
                .setAsker(Names.to(metatextgrad.events.Asker.class, ask.asker()))
                .setReplyKey(ask.replyKey())
                .setStep(ask.step())
                .setPlace(ask.place())
                .setAttempt(ask.attempt())
                .setEpoch(ask.epoch())
                .setRole(Names.to(AskRole.class, ask.role()))
                .setModel(ask.model().name())
                .setTemperature(ask.model().temperature())
                .setMaxTokens(ask.model().maxTokens())
                .setTimeoutSeconds(ask.model().timeoutSeconds())
                .setMessages(ask.messages().stream().map(LlmWire::avro).toList())
                .setSample(ask.sample())
                .setSalt(ask.salt())
                .setSeed(ask.seed())
                .setContext(ByteBuffer.wrap(ask.context().bytes()))
                .build();
    }

    static WorkerRequest fromAvro(LlmRequest ask) {
        return new WorkerRequest(
                new CallId(ask.getCallId()),
                new AskId(ask.getAskId()),
                new ProjectId(ask.getProject()),
                new RunId(ask.getRun()),
                Names.to(Asker.class, ask.getAsker()),
                ask.getReplyKey(),
                ask.getStep(),
                ask.getPlace(),
                ask.getAttempt(),
                ask.getEpoch(),
                Names.to(ModelRole.class, ask.getRole()),
                LlmWire.spec(ask),
                ask.getMessages().stream().map(LlmWire::model).toList(),
                ask.getSample(),
                ask.getSalt(),
                ask.getSeed(),
                new Opaque(LlmWire.bytes(ask.getContext())));
    }

    static LlmResponse toAvro(WorkerAnswer answer) {
        return LlmResponse.newBuilder()
                .setCallId(answer.call().value())
                .setAskId(answer.ask().value())
                .setAsker(Names.to(metatextgrad.events.Asker.class, answer.asker()))
                .setReplyKey(answer.replyKey())
                .setStep(answer.step())
                .setPlace(answer.place())
                .setAttempt(answer.attempt())
                .setOutcome(Names.to(AskOutcome.class, answer.outcome()))
                .setText(answer.text())
                .setFailure(Nullables.map(answer.failure(), FailureWire::toAvro))
                .setInputTokens(answer.usage().inputTokens())
                .setOutputTokens(answer.usage().outputTokens())
                .setPaid(answer.paid())
                .setRole(Names.to(AskRole.class, answer.role()))
                .setModel(answer.model())
                .setServedModel(answer.servedModel())
                .setContext(ByteBuffer.wrap(answer.context().bytes()))
                .build();
    }

    static WorkerAnswer fromAvro(LlmResponse answer) {
        return new WorkerAnswer(
                new CallId(answer.getCallId()),
                new AskId(answer.getAskId()),
                Names.to(Asker.class, answer.getAsker()),
                answer.getReplyKey(),
                answer.getStep(),
                answer.getPlace(),
                answer.getAttempt(),
                Names.to(metatextgrad.llm.LlmResponse.Outcome.class, answer.getOutcome()),
                answer.getText(),
                Nullables.map(answer.getFailure(), FailureWire::fromAvro),
                new Usage(answer.getInputTokens(), answer.getOutputTokens()),
                answer.getPaid(),
                Names.to(ModelRole.class, answer.getRole()),
                answer.getModel(),
                answer.getServedModel(),
                new Opaque(LlmWire.bytes(answer.getContext())));
    }

    static LedgerRow toAvro(LedgerEntry entry) {
        LedgerRow.Builder row = LedgerRow.newBuilder().setId(entry.key());
        return switch (entry) {
            case LedgerEntry.Started started ->
                    row.setKind(LedgerKind.STARTED).setAttempts(started.attempts()).build();
            case LedgerEntry.Done done ->
                    at(row, done.answer())
                            .setKind(LedgerKind.DONE)
                            .setOutcome(Names.to(AskOutcome.class, done.outcome()))
                            .setInputTokens(done.usage().inputTokens())
                            .setOutputTokens(done.usage().outputTokens())
                            .setFirstAsk(done.first().value())
                            .setAttempts(done.attempts())
                            .setInDoubt(done.inDoubt())
                            .build();
            case LedgerEntry.AskParked parked ->
                    row.setKind(LedgerKind.PARKED)
                            .setOffset(parked.offset())
                            .setProject(parked.project().value())
                            .setRun(parked.run().value())
                            .build();
            case LedgerEntry.AskAnswered asked ->
                    at(row, asked.answer())
                            .setKind(LedgerKind.ASKED)
                            .setOutcome(Names.to(AskOutcome.class, asked.outcome()))
                            .build();
        };
    }

    static LedgerEntry fromAvro(LedgerRow row) {
        return switch (row.getKind()) {
            case STARTED -> new LedgerEntry.Started(new CallId(row.getId()), row.getAttempts());
            case DONE ->
                    new LedgerEntry.Done(
                            new CallId(row.getId()),
                            Names.to(metatextgrad.llm.LlmResponse.Outcome.class, row.getOutcome()),
                            new Usage(row.getInputTokens(), row.getOutputTokens()),
                            place(row),
                            new AskId(row.getFirstAsk()),
                            row.getAttempts(),
                            row.getInDoubt());
            case ASKED ->
                    new LedgerEntry.AskAnswered(
                            new AskId(row.getId()),
                            Names.to(metatextgrad.llm.LlmResponse.Outcome.class, row.getOutcome()),
                            place(row));
            case PARKED ->
                    new LedgerEntry.AskParked(
                            new AskId(row.getId()),
                            row.getOffset(),
                            new ProjectId(row.getProject()),
                            new RunId(row.getRun()));
            case UNKNOWN -> throw new IllegalArgumentException("a kind of row this release lacks");
        };
    }

    private static LedgerRow.Builder at(LedgerRow.Builder row, AnswerPlace place) {
        return row.setAsker(Names.to(metatextgrad.events.Asker.class, place.asker()))
                .setPartition(place.partition())
                .setOffset(place.offset());
    }

    private static AnswerPlace place(LedgerRow row) {
        return new AnswerPlace(
                Names.to(Asker.class, row.getAsker()), row.getPartition(), row.getOffset());
    }
}
