package metatextgrad.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.List;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Reply;
import metatextgrad.llm.TokenChoice;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.Text;
import metatextgrad.trace.SpanEnd;
import metatextgrad.trace.TraceContext;
import metatextgrad.trace.TraceSpan;

/**
 * One span.
 *
 * @param cause the context in which it began
 * @param content whether the text of an answer becomes an attribute
 */
record SdkSpan(Span span, Context cause, boolean content) implements TraceSpan {
    @Override
    public TraceContext context() {
        return W3cContext.write(cause.with(span));
    }

    @Override
    public boolean recording() {
        return span.isRecording();
    }

    @Override
    public void end(SpanEnd end) {
        switch (end) {
            case SpanEnd.Done done -> {}
            case SpanEnd.Decided decided -> decided(decided);
            case SpanEnd.RequestEnded(LlmResponse answer) -> answered(answer);
            case SpanEnd.RequestParked parked -> span.setAttribute(SpanNames.OUTCOME, "parked");
            case SpanEnd.Replied(Reply reply) -> replied(reply);
            case SpanEnd.Responded(int status, String failure) -> responded(status, failure);
            case SpanEnd.Failed(String type) -> failed(type);
        }
        span.end();
    }

    private void decided(SpanEnd.Decided decision) {
        if (!decision.outputs().isEmpty())
            span.setAttribute(
                    SpanNames.OUTPUTS,
                    decision.outputs().stream()
                            .map(event -> event.getClass().getSimpleName())
                            .toList());
        if (!decision.ignored().isEmpty())
            span.setAttribute(
                    SpanNames.IGNORED, decision.ignored().stream().map(Text::lower).toList());
    }

    private void answered(LlmResponse answer) {
        span.setAttribute(SpanNames.OUTCOME, Text.lower(answer.outcome()));
        span.setAttribute(SpanNames.BILLING, Text.lower(answer.billing()));
        if (answer.failure() != null) failed(Text.lower(answer.outcome()));
    }

    private void replied(Reply reply) {
        switch (reply) {
            case Reply.Answered(
                            String text,
                            Usage usage,
                            String served,
                            List<TokenChoice> tokens) -> {
                usage(usage);
                if (!served.isEmpty()) span.setAttribute(SpanNames.RESPONSE_MODEL, served);
                if (content) span.setAttribute(SpanNames.OUTPUT_MESSAGES, ChatText.ofAnswer(text));
            }
            case Reply.Unusable(Failure.OfCall failure, Usage usage) -> {
                usage(usage);
                failed("unusable");
            }
            case Reply.TryAgain again -> failed("try_again");
            case Reply.RateLimited limited -> failed("rate_limited");
            case Reply.TimedOut late -> failed("timeout");
            case Reply.Refused refused -> failed("refused");
            case Reply.Unavailable away -> failed("unavailable");
            case Reply.NoSuchModel unknown -> failed("no_such_model");
        }
    }

    private void responded(int status, String failure) {
        span.setAttribute(SpanNames.STATUS, (long) status);
        if (!failure.isEmpty()) failed(failure);
    }

    private void usage(Usage usage) {
        if (!usage.hasTokens()) return;
        span.setAttribute(SpanNames.INPUT_TOKENS, usage.inputTokens());
        span.setAttribute(SpanNames.OUTPUT_TOKENS, usage.outputTokens());
        if (usage.estimated()) span.setAttribute(SpanNames.ESTIMATED, true);
    }

    /** Sets the type alone: messages may contain what a project wrote. */
    private void failed(String type) {
        span.setAttribute(SpanNames.ERROR_TYPE, type);
        span.setStatus(StatusCode.ERROR);
    }
}
