package metatextgrad.services.worker;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Reply;
import metatextgrad.modelclient.RateLimitAwareModel;
import metatextgrad.modelclient.ReplyCheck;
import metatextgrad.modelclient.ReplyWithLimits;
import metatextgrad.services.worker.kafka.RequestTraces;
import metatextgrad.services.worker.scheduler.InFlightCall;
import metatextgrad.services.worker.scheduler.SchedulerEffect.StartCall;
import metatextgrad.services.worker.scheduler.SchedulerInput.CallFinished;
import metatextgrad.services.worker.scheduler.SchedulerLock;
import metatextgrad.trace.SpanEnd;
import metatextgrad.trace.TraceSpan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes each attempt in a virtual thread. Handles models that violate their contract. */
final class ModelCaller {
    private static final Logger LOG = LoggerFactory.getLogger(ModelCaller.class);

    private final LanguageModel model;
    private final WorkerMeters meters;
    private final RequestTraces traces;

    ModelCaller(LanguageModel model, WorkerMeters meters, RequestTraces traces) {
        this.model = model;
        this.meters = meters;
        this.traces = traces;
    }

    /** Starts an attempt and returns at once. The scheduler receives the result. */
    void start(StartCall start, SchedulerLock scheduler) {
        meters.started(start.repeats());
        Thread.ofVirtual().name("mtg-call").start(() -> call(start.call(), scheduler));
    }

    private void call(InFlightCall call, SchedulerLock scheduler) {
        LlmRequest request = call.payer().request();
        TraceSpan span = traces.call(request);
        long start = System.nanoTime();
        ReplyWithLimits reply = ask(request);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        span.end(new SpanEnd.Replied(reply.reply()));
        meters.finished(request, reply.reply(), took);
        double jitter = ThreadLocalRandom.current().nextDouble();
        scheduler.handle(new CallFinished(call, reply, took, jitter));
    }

    private ReplyWithLimits ask(LlmRequest request) {
        try {
            ReplyWithLimits reply = reply(request);
            meters.refused(reply.refused());
            return reply.withReply(ReplyCheck.checked(reply.reply()));
        } catch (Exception unexpected) {
            LOG.atError()
                    .addKeyValue("call", request.callKey().value())
                    .setCause(unexpected)
                    .log("the model client threw an exception");
            return ReplyWithLimits.of(
                    new Reply.TryAgain("the model client threw an exception", null, true));
        }
    }

    private ReplyWithLimits reply(LlmRequest request) {
        return model instanceof RateLimitAwareModel aware
                ? aware.askWithLimits(
                        request.model(), request.messages(), request.seed(), request.format())
                : ReplyWithLimits.of(
                        model.ask(
                                request.model(),
                                request.messages(),
                                request.seed(),
                                request.format()));
    }
}
