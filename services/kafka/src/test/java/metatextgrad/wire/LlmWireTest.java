package metatextgrad.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import metatextgrad.llm.AnswerPosition;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.LedgerEntry;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmRequestFactory;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Message;
import metatextgrad.llm.NoContext;
import metatextgrad.llm.RawContext;
import metatextgrad.llm.Reply;
import metatextgrad.llm.RequestId;
import metatextgrad.llm.Requester;
import metatextgrad.llm.TokenChoice;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.Event;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

final class LlmWireTest {
    private static final Reply.Answered ANSWERED =
            new Reply.Answered(
                    "4",
                    new Usage(9, 1),
                    "small-2026",
                    List.of(new TokenChoice("4", .75, List.of(new TokenChoice.Option("5", .125)))));

    private static final LlmRequest ASK =
            new LlmRequestFactory(
                            Requester.GRADIENT,
                            new StepRef(
                                    new ProjectId("demo"),
                                    new RunId("run"),
                                    new TrialId("trial"),
                                    3,
                                    7),
                            "trial",
                            "TRAIN-00004/solve",
                            1)
                    .request(
                            ModelRole.BACKWARD,
                            new ModelSpec("small", 0.5, 300, 60),
                            List.of(Message.system("be brief"), Message.user("2+2?\u0000 🙂")),
                            "salt",
                            new NoContext());

    private final Serde<Event> requesters = EventSerde.local();
    private final Serde<Event> worker = WorkerSerde.local();

    @Test
    void shouldSendIdsSeedAndContextToTheWorkerUnchanged() {
        LlmRequest seen = (LlmRequest) read(worker, write(requesters, ASK));

        assertThat(seen.callKey()).isEqualTo(ASK.callKey());
        assertThat(seen.requestId()).isEqualTo(ASK.requestId());
        assertThat(seen.seed()).isEqualTo(ASK.seed());
        assertThat(seen.messages()).isEqualTo(ASK.messages());
        assertThat(seen.model()).isEqualTo(ASK.model());
        assertThat(seen.context()).isInstanceOf(RawContext.class);
        assertThat(write(worker, seen)).isEqualTo(write(requesters, ASK));
        assertThat(read(requesters, write(worker, seen))).isEqualTo(ASK);
    }

    @Test
    void shouldCarryEveryParameterOfTheModel() {
        for (ModelSpec model :
                List.of(
                        new ModelSpec("m", 0, 1, 1).withTemperature(null),
                        new ModelSpec(
                                "m", .5, 1, 1, .9, "low", "{\"a\":1}", "http://a/v1", "A_KEY"),
                        new ModelSpec("m", .5, 1, 1, null, null, null, "http://a/v1", null))) {
            LlmRequest sent =
                    new LlmRequestFactory(
                                    Requester.META,
                                    new StepRef(
                                            new ProjectId("demo"),
                                            new RunId("run"),
                                            new TrialId("trial"),
                                            0,
                                            0),
                                    "trial",
                                    "p",
                                    0)
                            .request(
                                    ModelRole.META,
                                    model,
                                    List.of(Message.user("?")),
                                    "",
                                    new NoContext());
            LlmRequest seen = (LlmRequest) read(worker, write(requesters, sent));
            assertThat(seen.model()).isEqualTo(model);
            assertThat(seen.callKey()).isEqualTo(sent.callKey());
        }
    }

    @Test
    void shouldReturnTheContextInTheResponse() {
        LlmRequest seen = (LlmRequest) read(worker, write(requesters, ASK));
        LlmResponse answer = LlmResponse.ok(seen, ANSWERED);

        LlmResponse got = (LlmResponse) read(requesters, write(worker, answer));

        assertThat(got).isEqualTo(LlmResponse.ok(ASK, ANSWERED));
        assertThat(read(worker, write(worker, answer))).isEqualTo(answer);
    }

    @Test
    void shouldKeepTheKindOfAFailureIndependentOfItsText() {
        LlmRequest seen = (LlmRequest) read(worker, write(requesters, ASK));
        for (Failure.OfCall failure :
                List.of(
                        new Failure.Content("budget spent: 9"),
                        new Failure.Infrastructure("content: 9"))) {
            LlmResponse answer =
                    LlmResponse.ended(
                            seen,
                            LlmResponse.Outcome.FAILED,
                            failure,
                            Usage.NONE,
                            LlmResponse.Billing.REFUSED);

            LlmResponse got = (LlmResponse) read(requesters, write(worker, answer));

            assertThat(got.failure()).isEqualTo(failure);
        }
        LlmResponse over = LlmResponse.over(seen, "no connection: 9");
        assertThat(((LlmResponse) read(requesters, write(worker, over))).failure())
                .isEqualTo(new Failure.Budget("no connection: 9"));
    }

    @Test
    void shouldRoundTripEveryKindOfLedgerEntry() {
        AnswerPosition place = new AnswerPosition(Requester.META, 11, 1L << 40);
        for (LedgerEntry entry :
                List.of(
                        new LedgerEntry.Started(new CallKey("call"), 2),
                        new LedgerEntry.Done(
                                new CallKey("call"),
                                LlmResponse.Outcome.INVALID,
                                new Usage(5, 6).in(Duration.ofMillis(7)),
                                place,
                                new RequestId("ask"),
                                2,
                                1),
                        new LedgerEntry.RequestAnswered(
                                new RequestId("ask"), LlmResponse.Outcome.EXPIRED, place),
                        new LedgerEntry.RequestParked(
                                new RequestId("ask"),
                                1L << 40,
                                new ProjectId("project"),
                                new RunId("run")))) {
            byte[] bytes = write(worker, entry);

            assertThat(read(worker, bytes)).isEqualTo(entry);
            assertThat(bytes).hasSizeLessThan(150);
        }
    }

    @Test
    void shouldRejectBytesThatAreNotARecord() {
        assertThatThrownBy(() -> read(worker, "junk, not Avro".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedRecord.class);
    }

    private static byte[] write(Serde<Event> serde, Event event) {
        return serde.serializer().serialize("topic", event);
    }

    private static Event read(Serde<Event> serde, byte[] bytes) {
        return serde.deserializer().deserialize("topic", bytes);
    }
}
