package metatextgrad.services.worker.scheduler;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import metatextgrad.llm.Reply;
import metatextgrad.modelclient.ReplyWithLimits;

/** A worker's calls at a server, in a time of its own that passes as fast as it can. */
final class Traffic {
    private static final Duration TICK = Duration.ofMillis(20);

    final FakeKafka kafka;
    private final Server server;
    private final Duration latency;
    private final PriorityQueue<Call> out =
            new PriorityQueue<>(Comparator.comparingLong(Call::back));
    int calls;
    int limited;
    int served;

    /** Returns the reply to a call that arrives at this time. */
    interface Server {
        ReplyWithLimits answer(InFlightCall call, long nanos);
    }

    private record Call(InFlightCall call, ReplyWithLimits reply, long left, long back) {}

    Traffic(FakeKafka kafka, Duration latency, Server server) {
        this.kafka = kafka;
        this.latency = latency;
        this.server = server;
    }

    /** Runs with as many requests as the worker accepts. */
    Traffic run(Duration time) {
        return run(time, Integer.MAX_VALUE);
    }

    /** With so many requests at most. */
    Traffic run(Duration time, int max) {
        long end = kafka.nanos() + time.toNanos();
        while (kafka.nanos() < end) {
            for (int at = kafka.requests.size(); at < max && kafka.polls(); at++) {
                kafka.append(SampleRequests.request("q" + at, "p"));
                kafka.poll(at);
            }
            kafka.commit();
            while (!kafka.calls.isEmpty()) leave(kafka.calls.removeFirst());
            while (!out.isEmpty() && out.peek().back() <= kafka.nanos()) come(out.remove());
            kafka.pass(TICK);
        }
        return this;
    }

    private void leave(InFlightCall call) {
        calls++;
        long now = kafka.nanos();
        out.add(new Call(call, server.answer(call, now), now, now + latency.toNanos()));
    }

    private void come(Call call) {
        if (call.reply().reply() instanceof Reply.RateLimited) limited++;
        if (call.reply().reply() instanceof Reply.Answered) served++;
        Duration took = Duration.ofNanos(call.back() - call.left());
        kafka.finished(call.call(), call.reply(), took);
    }

    @Override
    public String toString() {
        return "%d calls, %d served, %d refused".formatted(calls, served, limited);
    }
}
