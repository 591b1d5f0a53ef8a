package metatextgrad.cli.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.project.ModelSpec;

/** Returns the scripted replies first, then echoes the question. Blocks until its gate is open. */
public final class BlockingModel implements LanguageModel {
    private final Queue<Reply> scripted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger maxInside = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** Calls do not return before {@link #release}. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    public void release() {
        gate.countDown();
    }

    public void says(Reply reply) {
        scripted.add(reply);
    }

    public int calls() {
        return calls.get();
    }

    public int maxInside() {
        return maxInside.get();
    }

    @Override
    public Reply ask(ModelSpec model, List<Message> messages, int seed) {
        calls.incrementAndGet();
        maxInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            inside.decrementAndGet();
        }
        Reply first = scripted.poll();
        return first != null
                ? first
                : new Reply.Answered(messages.getLast().content(), new Usage(3, 2), "echo");
    }
}
