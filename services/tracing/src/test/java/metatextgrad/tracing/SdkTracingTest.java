package metatextgrad.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import metatextgrad.decide.IgnoreReason;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmRequestFactory;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Message;
import metatextgrad.llm.RawContext;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Requester;
import metatextgrad.llm.Usage;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchClosed;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.trace.SpanEnd;
import metatextgrad.trace.SpanStart;
import metatextgrad.trace.TraceContext;
import metatextgrad.trace.TraceSpan;
import metatextgrad.trace.Tracing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a receiver of OTLP gets. */
final class SdkTracingTest {
    private static final TraceContext APPLICATION =
            new TraceContext(
                    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "vendor=value");
    private static final LlmRequest REQUEST =
            new LlmRequestFactory(
                            Requester.CANDIDATE,
                            new StepRef(
                                    new ProjectId("demo"),
                                    new RunId("run"),
                                    new TrialId("trial"),
                                    0,
                                    3),
                            "trial",
                            "slot-1",
                            0)
                    .request(
                            ModelRole.PROGRAM,
                            new ModelSpec("small", .5, 100, 30),
                            List.of(Message.system("Be brief."), Message.user("2+2?")),
                            "",
                            new RawContext(new byte[0]));

    private final OtlpReceiver receiver = OtlpReceiver.start();

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void shouldContinueTheTraceOfAnApplication() {
        TraceContext[] contexts = new TraceContext[2];
        List<ReceivedSpan> spans =
                sent(
                        Map.of(),
                        tracing -> {
                            TraceSpan read = tracing.start(record(), APPLICATION);
                            TraceSpan decided = tracing.start(decision(), read.context());
                            contexts[0] = read.context();
                            contexts[1] = decided.context();
                            decided.end(
                                    new SpanEnd.Decided(
                                            List.of(
                                                    new BatchClosed(
                                                            new TrialId("t"),
                                                            1,
                                                            Split.TRAIN,
                                                            BatchClosed.Reason.COUNT,
                                                            List.of())),
                                            List.of(IgnoreReason.LATE)));
                            read.end(new SpanEnd.Done());
                        });

        ReceivedSpan read = named(spans, "process mtg.tasks");
        ReceivedSpan decided = named(spans, "decide check-task");
        assertThat(read.service()).isEqualTo("mtg-intake");
        assertThat(read.trace()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(read.parent()).isEqualTo("b7ad6b7169203331");
        assertThat(read.kind()).isEqualTo(SpanKind.SPAN_KIND_CONSUMER);
        assertThat(read.attributes())
                .isEqualTo(
                        Map.of(
                                "messaging.system", "kafka",
                                "messaging.operation.name", "process",
                                "messaging.operation.type", "process",
                                "messaging.destination.name", "mtg.tasks",
                                "messaging.destination.partition.id", "2",
                                "messaging.kafka.offset", "41",
                                "messaging.consumer.group.name", "mtg.intake",
                                "mtg.service", "intake"));
        assertThat(decided.trace()).isEqualTo(read.trace());
        assertThat(decided.parent()).isEqualTo(read.id());
        assertThat(decided.attributes())
                .isEqualTo(
                        Map.of(
                                "mtg.service", "intake",
                                "mtg.node", "check-task",
                                "mtg.event", "TaskSubmitted",
                                "mtg.outputs", "BatchClosed",
                                "mtg.ignored", "late"));
        assertThat(contexts[1])
                .isEqualTo(
                        new TraceContext(
                                "00-%s-%s-01".formatted(decided.trace(), decided.id()),
                                "vendor=value"));
    }

    @Test
    void shouldBeginATraceForARecordWithoutOne() {
        List<ReceivedSpan> spans =
                sent(
                        Map.of(),
                        tracing -> {
                            tracing.start(record(), TraceContext.NONE).end(new SpanEnd.Done());
                            tracing.start(record(), new TraceContext("no context", ""))
                                    .end(SpanEnd.Failed.of(new IllegalStateException("secret")));
                        });

        assertThat(spans).extracting(ReceivedSpan::parent).containsExactly("", "");
        assertThat(spans).extracting(ReceivedSpan::failed).containsExactly(false, true);
        assertThat(spans.getLast().attributes())
                .containsEntry("error.type", "IllegalStateException");
        assertThat(spans.toString()).doesNotContain("secret");
    }

    @Test
    void shouldDescribeACallWithoutItsText() {
        ReceivedSpan call = call(Map.of(), new Reply.Answered("4", new Usage(9, 1), "small-2026"));

        assertThat(call.name()).isEqualTo("chat small");
        assertThat(call.kind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
        assertThat(call.failed()).isFalse();
        Map<String, String> expected = new HashMap<>(ofRequest());
        expected.put("gen_ai.response.model", "small-2026");
        expected.put("gen_ai.usage.input_tokens", "9");
        expected.put("gen_ai.usage.output_tokens", "1");
        assertThat(call.attributes()).isEqualTo(expected);
    }

    @Test
    void shouldReportTextOnlyIfAVariableAsksForIt() {
        ReceivedSpan call =
                call(
                        Map.of("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true"),
                        new Reply.Answered("4", Usage.estimate(9, 1), ""));

        Map<String, String> expected = new HashMap<>(ofRequest());
        expected.put(
                "gen_ai.input.messages",
                "[{\"parts\":[{\"content\":\"Be brief.\",\"type\":\"text\"}],\"role\":\"system\"},"
                        + "{\"parts\":[{\"content\":\"2+2?\",\"type\":\"text\"}],\"role\":\"user\"}]");
        expected.put(
                "gen_ai.output.messages",
                "[{\"parts\":[{\"content\":\"4\",\"type\":\"text\"}],\"role\":\"assistant\"}]");
        expected.put("gen_ai.usage.input_tokens", "9");
        expected.put("gen_ai.usage.output_tokens", "1");
        expected.put("mtg.usage.estimated", "true");
        assertThat(call.attributes()).isEqualTo(expected);
    }

    @Test
    void shouldReportTheKindOfAFailureAndNotItsMessage() {
        ReceivedSpan call = call(Map.of(), new Reply.RateLimited("secret of the server", null));

        assertThat(call.failed()).isTrue();
        assertThat(call.attributes()).containsEntry("error.type", "rate_limited");
        assertThat(call.toString()).doesNotContain("secret");
    }

    @Test
    void shouldNameTheCommandThatBeginsATrace() {
        List<ReceivedSpan> spans =
                sent(
                        Map.of(),
                        tracing ->
                                tracing.start(
                                                new SpanStart.CommandRun("mtg runs start"),
                                                TraceContext.NONE)
                                        .end(new SpanEnd.Failed("exit_3")));

        assertThat(spans.getFirst().name()).isEqualTo("mtg runs start");
        assertThat(spans.getFirst().parent()).isEmpty();
        assertThat(spans.getFirst().attributes())
                .isEqualTo(Map.of("mtg.command", "mtg runs start", "error.type", "exit_3"));
    }

    @Test
    void shouldReportHowARequestEnded() {
        List<ReceivedSpan> spans =
                sent(
                        Map.of(),
                        tracing -> {
                            LlmResponse answer =
                                    LlmResponse.ok(
                                            REQUEST,
                                            new Reply.Answered("4", new Usage(9, 1), "small"));
                            TraceSpan request = tracing.start(record(), TraceContext.NONE);
                            request.end(new SpanEnd.RequestEnded(answer.copyFor(REQUEST)));
                            tracing.start(record(), TraceContext.NONE)
                                    .end(new SpanEnd.RequestParked());
                        });

        assertThat(spans.getFirst().attributes())
                .containsEntry("mtg.outcome", "ok")
                .containsEntry("mtg.billing", "none");
        assertThat(spans.getLast().attributes()).containsEntry("mtg.outcome", "parked");
    }

    @Test
    void shouldLeaveTheNameOfTheServiceToVariables() {
        List<ReceivedSpan> spans =
                sent(
                        Map.of("OTEL_SERVICE_NAME", "ours"),
                        tracing ->
                                tracing.start(record(), TraceContext.NONE).end(new SpanEnd.Done()));
        assertThat(spans).extracting(ReceivedSpan::service).containsExactly("ours");
    }

    @Test
    void shouldSendNoSpanThatTheSamplerDropsAndPassTheContextOn() {
        TraceContext[] context = new TraceContext[1];
        List<ReceivedSpan> spans =
                sent(
                        Map.of("OTEL_TRACES_SAMPLER", "always_off"),
                        tracing -> {
                            TraceSpan read = tracing.start(record(), APPLICATION);
                            context[0] = read.context();
                            read.end(new SpanEnd.Done());
                        });

        assertThat(spans).isEmpty();
        assertThat(context[0].parent())
                .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                .endsWith("-00");
    }

    @Test
    void shouldReportAReceiverThatIsDownInOneLine() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(SdkLog.class);
        log.addAppender(lines);
        lines.start();
        receiver.close();

        sent(
                Map.of("OTEL_JAVA_EXPORTER_OTLP_RETRY_DISABLED", "true"),
                tracing -> tracing.start(record(), TraceContext.NONE).end(new SpanEnd.Done()));

        log.detachAppender(lines);
        assertThat(lines.list).hasSize(1);
        assertThat(lines.list.getFirst().getFormattedMessage())
                .startsWith("spans: Failed to export 1 spans.");
        assertThat(lines.list.getFirst().getThrowableProxy()).isNull();
    }

    private static Map<String, String> ofRequest() {
        return Map.ofEntries(
                Map.entry("gen_ai.operation.name", "chat"),
                Map.entry("gen_ai.provider.name", "openai"),
                Map.entry("gen_ai.request.model", "small"),
                Map.entry("gen_ai.request.max_tokens", "100"),
                Map.entry("gen_ai.request.seed", "" + REQUEST.seed()),
                Map.entry("gen_ai.request.temperature", "0.5"),
                Map.entry("gen_ai.output.type", "text"),
                Map.entry("mtg.project", "demo"),
                Map.entry("mtg.run", "run"),
                Map.entry("mtg.role", "program"),
                Map.entry("mtg.requester", "candidate"),
                Map.entry("mtg.step", "" + REQUEST.step()),
                Map.entry("mtg.place", "slot-1"));
    }

    private ReceivedSpan call(Map<String, String> variables, Reply reply) {
        return sent(
                        variables,
                        tracing ->
                                tracing.start(new SpanStart.ModelCalled(REQUEST), TraceContext.NONE)
                                        .end(new SpanEnd.Replied(reply)))
                .getFirst();
    }

    /** Closing sends the rest, so no test waits. */
    private List<ReceivedSpan> sent(Map<String, String> variables, Consumer<Tracing> steps) {
        Map<String, String> all = new HashMap<>(receiver.environment());
        all.putAll(variables);
        try (Tracing tracing = TracingSetup.of("mtg-intake", all)) {
            steps.accept(tracing);
        }
        return receiver.spans();
    }

    private static ReceivedSpan named(List<ReceivedSpan> spans, String name) {
        return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
    }

    private static SpanStart record() {
        return new SpanStart.RecordRead("intake", "mtg.intake", "mtg.tasks", 2, 41);
    }

    private static SpanStart decision() {
        return new SpanStart.DecisionMade("intake", "check-task", "TaskSubmitted");
    }
}
