package metatextgrad.tracing;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.model.Text;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.trace.SpanStart;

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
        };
    }

    /** The client speaks OpenAI's protocol with every server, and knows no other provider. */
    private SpanBuilder call(Tracer tracer, LlmRequest request) {
        ModelSpec model = request.model();
        SpanBuilder span =
                tracer.spanBuilder("chat " + model.name())
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute(SpanNames.GEN_AI_OPERATION, "chat")
                        .setAttribute(SpanNames.GEN_AI_PROVIDER, "openai")
                        .setAttribute(SpanNames.REQUEST_MODEL, model.name())
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
