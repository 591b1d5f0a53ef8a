package metatextgrad.wire;

import java.nio.ByteBuffer;
import java.util.List;
import metatextgrad.events.LedgerKind;
import metatextgrad.events.LlmRequest;
import metatextgrad.events.LlmResponse;
import metatextgrad.events.RequestOutcome;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.RawContext;
import metatextgrad.llm.RequestId;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.llm.WorkerAnswer;
import metatextgrad.llm.WorkerRequest;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;

/** Requests and answers as the worker sees them: raw ids, the context unread; and its ledger. */
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
                            metatextgrad.events.LedgerEntry.class,
                            WorkerWire::toAvro,
                            WorkerWire::fromAvro));

    private WorkerWire() {}

    static LlmRequest toAvro(WorkerRequest ask) {
        return LlmRequest.newBuilder()
                .setCallKey(ask.call().value())
                .setRequestId(ask.ask().value())
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
                .setContext(ByteBuffer.wrap(ask.context().bytes()))
                .build();
    }

    static WorkerRequest fromAvro(LlmRequest ask) {
        return new WorkerRequest(
                new CallKey(ask.getCallKey()),
                new RequestId(ask.getRequestId()),
                new ProjectId(ask.getProject()),
                new RunId(ask.getRun()),
                Names.to(Requester.class, ask.getRequester()),
                ask.getReplyKey(),
                ask.getStep(),
                ask.getPath(),
                ask.getAttempt(),
                ask.getEpoch(),
                Names.to(ModelRole.class, ask.getRole()),
                LlmWire.spec(ask),
                ask.getMessages().stream().map(LlmWire::model).toList(),
                ask.getSample(),
                ask.getSalt(),
                ask.getSeed(),
                new RawContext(LlmWire.bytes(ask.getContext())));
    }

    static LlmResponse toAvro(WorkerAnswer answer) {
        return LlmResponse.newBuilder()
                .setCallKey(answer.call().value())
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
                .setRole(Names.to(metatextgrad.events.ModelRole.class, answer.role()))
                .setModel(answer.model())
                .setServedModel(answer.servedModel())
                .setContext(ByteBuffer.wrap(answer.context().bytes()))
                .build();
    }

    static WorkerAnswer fromAvro(LlmResponse answer) {
        return new WorkerAnswer(
                new CallKey(answer.getCallKey()),
                new RequestId(answer.getRequestId()),
                Names.to(Requester.class, answer.getRequester()),
                answer.getReplyKey(),
                answer.getStep(),
                answer.getPath(),
                answer.getAttempt(),
                Names.to(metatextgrad.llm.LlmResponse.Outcome.class, answer.getOutcome()),
                answer.getText(),
                Nullables.map(answer.getFailure(), FailureWire::fromAvro),
                new Usage(answer.getInputTokens(), answer.getOutputTokens()),
                answer.getBilled(),
                Names.to(ModelRole.class, answer.getRole()),
                answer.getModel(),
                answer.getServedModel(),
                new RawContext(LlmWire.bytes(answer.getContext())));
    }

    static metatextgrad.events.LedgerEntry toAvro(LedgerEntry entry) {
        metatextgrad.events.LedgerEntry.Builder row =
                metatextgrad.events.LedgerEntry.newBuilder().setId(entry.key());
        return switch (entry) {
            case LedgerEntry.Started started ->
                    row.setKind(LedgerKind.STARTED).setAttempts(started.attempts()).build();
            case LedgerEntry.Done done ->
                    at(row, done.answer())
                            .setKind(LedgerKind.DONE)
                            .setOutcome(Names.to(RequestOutcome.class, done.outcome()))
                            .setInputTokens(done.usage().inputTokens())
                            .setOutputTokens(done.usage().outputTokens())
                            .setFirstRequest(done.first().value())
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
                            .setOutcome(Names.to(RequestOutcome.class, asked.outcome()))
                            .build();
        };
    }

    static LedgerEntry fromAvro(metatextgrad.events.LedgerEntry row) {
        return switch (row.getKind()) {
            case STARTED -> new LedgerEntry.Started(new CallKey(row.getId()), row.getAttempts());
            case DONE ->
                    new LedgerEntry.Done(
                            new CallKey(row.getId()),
                            Names.to(metatextgrad.llm.LlmResponse.Outcome.class, row.getOutcome()),
                            new Usage(row.getInputTokens(), row.getOutputTokens()),
                            place(row),
                            new RequestId(row.getFirstRequest()),
                            row.getAttempts(),
                            row.getInDoubt());
            case ASKED ->
                    new LedgerEntry.AskAnswered(
                            new RequestId(row.getId()),
                            Names.to(metatextgrad.llm.LlmResponse.Outcome.class, row.getOutcome()),
                            place(row));
            case PARKED ->
                    new LedgerEntry.AskParked(
                            new RequestId(row.getId()),
                            row.getOffset(),
                            new ProjectId(row.getProject()),
                            new RunId(row.getRun()));
            case UNKNOWN -> throw new IllegalArgumentException("a kind of row this release lacks");
        };
    }

    private static metatextgrad.events.LedgerEntry.Builder at(
            metatextgrad.events.LedgerEntry.Builder row, AnswerPosition place) {
        return row.setRequester(Names.to(metatextgrad.events.Requester.class, place.requester()))
                .setPartition(place.partition())
                .setOffset(place.offset());
    }

    private static AnswerPosition place(metatextgrad.events.LedgerEntry row) {
        return new AnswerPosition(
                Names.to(Requester.class, row.getRequester()), row.getPartition(), row.getOffset());
    }
}
