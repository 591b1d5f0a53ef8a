package metatextgrad.cli.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.model.Failure;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.services.worker.scheduler.RetryPolicy;

/**
 * A model whose calls are repeated by the rules of the worker, within this process. The last
 * transient failure becomes a refusal, so callers do not repeat it once more. Thread-safe.
 */
public final class RetryingModel implements LanguageModel {
    private static final RetryPolicy POLICY = RetryPolicy.standard();

    /** How long a call waits for a server that throttles requests. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final Duration THROTTLED = Duration.ofSeconds(2);

    private final LanguageModel model;
    private final Waiting waiting;
    private final AtomicLong calls = new AtomicLong();

    /** Waits before another attempt. */
    public interface Waiting {
        void pause(Duration time) throws InterruptedException;
    }

    public RetryingModel(LanguageModel model) {
        this(model, Thread::sleep);
    }

    public RetryingModel(LanguageModel model, Waiting waiting) {
        this.model = model;
        this.waiting = waiting;
    }

    /** Returns how many attempts were billed, or may have been. */
    public long calls() {
        return calls.get();
    }

    @Override
    public Reply ask(ModelSpec spec, List<Message> messages, int seed) {
        return ask(spec, messages, seed, ReplyFormat.TEXT);
    }

    /**
     * As the interface states. Blocks until there is an answer or a final failure.
     *
     * @throws EnvironmentProblem if no attempt can succeed until an operator fixes the cause
     */
    @Override
    public Reply ask(ModelSpec spec, List<Message> messages, int seed, ReplyFormat format) {
        int tries = 0;
        int billed = 0;
        Duration throttled = Duration.ZERO;
        while (true) {
            Reply reply = model.ask(spec, messages, seed, format);
            if (mayBeBilled(reply)) {
                billed++;
                calls.incrementAndGet();
            }
            if (!(reply instanceof Reply.RateLimited)) tries++;
            double jitter = ThreadLocalRandom.current().nextDouble();
            switch (POLICY.after(reply, Math.max(1, tries), billed, jitter)) {
                case RetryPolicy.Next.End end -> {
                    return last(reply);
                }
                case RetryPolicy.Next.Again again -> pause(again.pause());
                case RetryPolicy.Next.Hold hold -> throw Exit.CONFIGURATION.problem(hold.reason());
                case RetryPolicy.Next.Queue queue -> {
                    if (throttled.compareTo(LONGEST) >= 0) return last(reply);
                    Duration wait = wait(reply);
                    throttled = throttled.plus(wait);
                    pause(wait);
                }
            }
        }
    }

    private static boolean mayBeBilled(Reply reply) {
        return reply instanceof Reply.Served
                || reply instanceof Reply.TimedOut
                || (reply instanceof Reply.TryAgain again && again.reached());
    }

    private static Duration wait(Reply reply) {
        Duration asked = reply instanceof Reply.RateLimited full ? full.after() : null;
        return asked == null || asked.compareTo(THROTTLED) < 0 ? THROTTLED : asked;
    }

    private static Reply last(Reply reply) {
        boolean wouldRepeat = reply instanceof Reply.TryAgain || reply instanceof Reply.RateLimited;
        return wouldRepeat && reply instanceof Reply.NoAnswer none
                ? new Reply.Refused(new Failure.Infrastructure(none.reason()))
                : reply;
    }

    private void pause(Duration time) {
        try {
            waiting.pause(time);
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }
}
