package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.table;
import static metatextgrad.services.gateway.ServedProgramTest.chain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.services.gateway.tables.ServingTables;
import metatextgrad.services.gateway.traffic.TrafficRecord;
import metatextgrad.trace.TraceContext;
import metatextgrad.trace.Tracing;
import metatextgrad.tracing.OtlpReceiver;
import metatextgrad.tracing.ReceivedSpan;
import metatextgrad.tracing.TracingSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a receiver of OTLP gets of a gateway, and where the trace of a client goes. */
final class GatewayTracesTest extends GatewayTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CLIENT = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final String CHAT = "/p/dyck/v1/chat/completions";
    private static final String SERVED = "POST /p/{project}/v1/chat/completions";
    private static final String BODY =
            "{\"temperature\":0.5,\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"secret\"}]}";
    private static final String ANSWER =
            "{\"model\":\"small-2026\",\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2},\"choices\":[{\"message\":{\"content\":\"hidden\"}}]}";

    private final OtlpReceiver receiver = OtlpReceiver.start();
    private final MemoryKafka kafka = new MemoryKafka();
    private Tracing tracing = Tracing.OFF;

    private void start(String... variables) throws Exception {
        Map<String, String> all = new HashMap<>(receiver.environment());
        for (String one : variables) all.put(one, "true");
        tracing = TracingSetup.of("mtg-gateway", all);
        gateway.rules("dyck: {sample: 1, model: small}").kafka(kafka).tracing(tracing).start();
    }

    @AfterEach
    void end() {
        tracing.close();
        receiver.close();
    }

    private int post(String path, String body) throws Exception {
        return gateway.send(
                        gateway.request(path)
                                .header("traceparent", CLIENT)
                                .header("tracestate", "vendor=value")
                                .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    /** A span arrives some time after its response. */
    private ReceivedSpan span(String name) {
        return await().until(
                        () ->
                                receiver.spans().stream()
                                        .filter(one -> one.name().equals(name))
                                        .findFirst(),
                        found -> found.isPresent())
                .orElseThrow();
    }

    private static String context(ReceivedSpan span) {
        return "00-%s-%s-01".formatted(span.trace(), span.id());
    }

    @Test
    void shouldContinueTheTraceOfAClientToTheModelAndToKafka() throws Exception {
        gateway.table(table("v1", "Close."));
        upstream.answers(RecordingUpstream.ok(ANSWER));
        start();

        post(CHAT, BODY);

        ReceivedSpan server = span(SERVED);
        ReceivedSpan call = span("chat small");
        assertThat(server.kind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        assertThat(server.trace()).isEqualTo(TRACE);
        assertThat(server.parent()).isEqualTo("b7ad6b7169203331");
        assertThat(server.attributes())
                .isEqualTo(
                        Map.of(
                                "http.request.method", "POST",
                                "http.route", "/p/{project}/v1/chat/completions",
                                "http.response.status_code", "200"));
        assertThat(call.kind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
        assertThat(call.parent()).isEqualTo(server.id());
        assertThat(call.attributes())
                .isEqualTo(
                        Map.ofEntries(
                                Map.entry("gen_ai.operation.name", "chat"),
                                Map.entry("gen_ai.provider.name", "openai"),
                                Map.entry("gen_ai.request.model", "small"),
                                Map.entry("gen_ai.request.temperature", "0.5"),
                                Map.entry("gen_ai.request.max_tokens", "9"),
                                Map.entry("gen_ai.response.model", "small-2026"),
                                Map.entry("gen_ai.usage.input_tokens", "7"),
                                Map.entry("gen_ai.usage.output_tokens", "2"),
                                Map.entry("server.address", "127.0.0.1"),
                                Map.entry("server.port", "" + upstream.url().getPort()),
                                Map.entry("mtg.project", "dyck")));
        assertThat(upstream.last().header("traceparent")).contains(context(call));
        assertThat(upstream.last().header("tracestate")).contains("vendor=value");
        await().until(() -> kafka.records().size() == 2);
        assertThat(kafka.records())
                .extracting(TrafficRecord::trace)
                .containsOnly(new TraceContext(context(server), "vendor=value"));
        assertThat(receiver.spans().toString()).doesNotContain("secret", "hidden", "Close.");
    }

    @Test
    void shouldReportTextsOnlyIfAVariableStatesIt() throws Exception {
        gateway.table(table("v1", "Close."));
        upstream.answers(RecordingUpstream.ok(ANSWER));
        start("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT");

        post(CHAT, BODY);

        assertThat(span("chat small").attributes())
                .containsEntry(
                        "gen_ai.input.messages",
                        "[{\"parts\":[{\"content\":\"Close.\",\"type\":\"text\"}],\"role\":\"system\"},"
                                + "{\"parts\":[{\"content\":\"secret\",\"type\":\"text\"}],\"role\":\"user\"}]")
                .containsEntry(
                        "gen_ai.output.messages",
                        "[{\"parts\":[{\"content\":\"hidden\",\"type\":\"text\"}],\"role\":\"assistant\"}]");
    }

    @Test
    void shouldDescribeEachCallOfAProgram() throws Exception {
        new ServingTables(folder.resolve("data/gateway")).accept(SeveralNodesTest.project());
        gateway.table(chain(""));
        upstream.answers(RecordingUpstream.ok(ANSWER));
        start();

        post(CHAT, BODY);

        ReceivedSpan server = span(SERVED);
        ReceivedSpan inner = span("chat gpt-file");
        ReceivedSpan last = span("chat small");
        assertThat(List.of(inner.parent(), last.parent())).containsOnly(server.id());
        assertThat(inner.attributes()).containsEntry("mtg.node", "plan");
        assertThat(upstream.received())
                .extracting(one -> one.header("traceparent").orElse(""))
                .containsExactly(context(inner), context(last));
    }

    @Test
    void shouldReportHowACallFailed() throws Exception {
        gateway.table(table("v1", "Close."));
        upstream.answers(RecordingUpstream.http("429 Too Many", "", "slow down, secret"));
        start();

        assertThat(post(CHAT, BODY)).isEqualTo(429);

        ReceivedSpan call = span("chat small");
        assertThat(call.failed()).isTrue();
        assertThat(call.attributes())
                .containsEntry("error.type", "429")
                .containsEntry("http.response.status_code", "429");
        assertThat(span(SERVED).failed()).isFalse();
    }

    @Test
    void shouldReportAModelServerThatCannotBeReached() throws Exception {
        gateway.table(table("v1", "Close."));
        upstream.close();
        start();

        assertThat(post(CHAT, BODY)).isEqualTo(502);

        assertThat(span("chat small").attributes())
                .containsEntry("error.type", "upstream_unreachable");
        assertThat(span(SERVED).attributes())
                .containsEntry("error.type", "502")
                .containsEntry("http.response.status_code", "502");
    }

    @Test
    void shouldDescribeWhatPassesThrough() throws Exception {
        start();

        gateway.send(gateway.request("/v1/models/a-model").GET());
        post("/v1/chat/completions", BODY.replace("{\"temp", "{\"model\":\"other\",\"temp"));

        assertThat(span("GET").parent()).isEqualTo(span("GET /v1/*").id());
        assertThat(span("GET").attributes()).doesNotContainKey("gen_ai.request.model");
        assertThat(span("chat other").parent()).isEqualTo(span("POST /v1/chat/completions").id());
    }

    @Test
    void shouldContinueTheTraceOfWhatApplicationsSend() throws Exception {
        start();
        String feedback = "{\"project\":\"dyck\",\"task\":\"t\",\"flag\":\"good\"}";

        gateway.send(
                gateway.request("/api/v1/feedback")
                        .setHeader("Authorization", "Bearer " + GatewayUnderTest.KEY)
                        .header("traceparent", CLIENT)
                        .POST(BodyPublishers.ofString(feedback)));

        ReceivedSpan server = span("POST /api/v1/feedback");
        assertThat(server.parent()).isEqualTo("b7ad6b7169203331");
        assertThat(kafka.records().getFirst().trace().parent()).isEqualTo(context(server));
    }

    /** Off is the default. */
    @Test
    void shouldPassTheTraceOfAClientOnWithoutSpans() throws Exception {
        gateway.table(table("v1", "Close."));
        upstream.answers(RecordingUpstream.ok(ANSWER));
        gateway.rules("dyck: {sample: 1}").kafka(kafka).start();

        post(CHAT, BODY);

        assertThat(upstream.last().header("traceparent")).contains(CLIENT);
        assertThat(upstream.last().header("tracestate")).contains("vendor=value");
        await().until(() -> kafka.records().size() == 2);
        assertThat(kafka.records())
                .extracting(TrafficRecord::trace)
                .containsOnly(new TraceContext(CLIENT, "vendor=value"));
        assertThat(receiver.spans()).isEmpty();
    }
}
