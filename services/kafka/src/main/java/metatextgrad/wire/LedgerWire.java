package metatextgrad.wire;

import metatextgrad.events.LedgerKind;
import metatextgrad.events.RequestOutcome;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.RequestId;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;

/** Maps the ledger of the worker to and from Avro. */
final class LedgerWire {
    private LedgerWire() {}

    static metatextgrad.events.LedgerEntry toAvro(LedgerEntry entry) {
        metatextgrad.events.LedgerEntry.Builder row =
                metatextgrad.events.LedgerEntry.newBuilder().setId(entry.key());
        return switch (entry) {
            case LedgerEntry.Started started ->
                    row.setKind(LedgerKind.STARTED).setAttempts(started.attempts()).build();
            case LedgerEntry.Done done ->
                    at(row, done.answer())
                            .setKind(LedgerKind.DONE)
                            .setOutcome(
                                    FieldConversions.constant(done.outcome(), RequestOutcome.class))
                            .setInputTokens(done.usage().inputTokens())
                            .setOutputTokens(done.usage().outputTokens())
                            .setEstimated(done.usage().estimated())
                            .setMillis(done.usage().millis())
                            .setFirstRequest(done.first().value())
                            .setAttempts(done.attempts())
                            .setInDoubt(done.inDoubt())
                            .build();
            case LedgerEntry.RequestParked parked ->
                    row.setKind(LedgerKind.PARKED)
                            .setOffset(parked.offset())
                            .setProject(parked.project().value())
                            .setRun(parked.run().value())
                            .build();
            case LedgerEntry.RequestAnswered asked ->
                    at(row, asked.answer())
                            .setKind(LedgerKind.ANSWERED)
                            .setOutcome(
                                    FieldConversions.constant(
                                            asked.outcome(), RequestOutcome.class))
                            .build();
        };
    }

    static LedgerEntry fromAvro(metatextgrad.events.LedgerEntry row) {
        return switch (row.getKind()) {
            case STARTED -> new LedgerEntry.Started(new CallKey(row.getId()), row.getAttempts());
            case DONE ->
                    new LedgerEntry.Done(
                            new CallKey(row.getId()),
                            FieldConversions.constant(row.getOutcome(), LlmResponse.Outcome.class),
                            new Usage(
                                    row.getInputTokens(),
                                    row.getOutputTokens(),
                                    row.getEstimated(),
                                    row.getMillis()),
                            place(row),
                            new RequestId(row.getFirstRequest()),
                            row.getAttempts(),
                            row.getInDoubt());
            case ANSWERED ->
                    new LedgerEntry.RequestAnswered(
                            new RequestId(row.getId()),
                            FieldConversions.constant(row.getOutcome(), LlmResponse.Outcome.class),
                            place(row));
            case PARKED ->
                    new LedgerEntry.RequestParked(
                            new RequestId(row.getId()),
                            row.getOffset(),
                            new ProjectId(row.getProject()),
                            new RunId(row.getRun()));
            case UNKNOWN -> throw new IllegalArgumentException("kind of a later release");
        };
    }

    private static metatextgrad.events.LedgerEntry.Builder at(
            metatextgrad.events.LedgerEntry.Builder row, AnswerPosition place) {
        return row.setRequester(
                        FieldConversions.constant(
                                place.requester(), metatextgrad.events.Requester.class))
                .setPartition(place.partition())
                .setOffset(place.offset());
    }

    private static AnswerPosition place(metatextgrad.events.LedgerEntry row) {
        return new AnswerPosition(
                FieldConversions.constant(row.getRequester(), Requester.class),
                row.getPartition(),
                row.getOffset());
    }
}
