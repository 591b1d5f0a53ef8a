package metatextgrad.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.config.Settings;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.Event;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.common.serialization.Serde;

/**
 * Sends requests to the worker, or to a service before it, and reads answers. One thread uses it.
 */
final class WorkerClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final EventWriter client;
    private final EventReader reader;

    /**
     * @param answers topic of the answers: of the worker or of the candidate service
     */
    WorkerClient(Settings settings, Serde<Event> events, Topic answers) {
        client = new EventWriter(settings, events);
        reader = new EventReader(settings, events, List.of(answers));
        reader.toEnd();
    }

    /** Opens a client that sends requests to the worker. */
    static WorkerClient ofWorker(BenchEnvironment environment, Settings settings) {
        return new WorkerClient(settings, environment.events(), Topics.responses(BenchWork.ASKER));
    }

    static WorkerClient ofWorker(BenchEnvironment environment) {
        return ofWorker(environment, environment.settings());
    }

    /** Sends all requests of the work at once and waits for the answers. */
    BenchTimes ask(BenchWork work, BooleanSupplier alive) {
        return ask(work, work.requests(), alive);
    }

    /** Sends events of the work at once and waits for as many answers. */
    BenchTimes ask(BenchWork work, List<? extends Event> events, BooleanSupplier alive) {
        long start = System.nanoTime();
        client.send(events);
        return follow(work, events.size(), start, alive);
    }

    void send(List<? extends Event> events) {
        client.send(events);
    }

    /** Waits for all answers of the work. */
    BenchTimes follow(BenchWork work, long start, BooleanSupplier alive) {
        return follow(work, work.count(), start, alive);
    }

    private BenchTimes follow(BenchWork work, int count, long start, BooleanSupplier alive) {
        long[] ends = new long[work.count()];
        follow(
                reader,
                count,
                (event, now) -> {
                    int call = work.call(answered(event));
                    if (call < 0 || ends[call] != 0) return false;
                    ends[call] = now;
                    return true;
                },
                alive);
        return BenchTimes.of(start, Arrays.stream(ends).filter(end -> end != 0).toArray());
    }

    /** Handles an event that was read at a time in nanoseconds; returns true for a new answer. */
    interface Handler {
        boolean handle(Event event, long now);
    }

    /**
     * Reads until the handler has returned true for this many events.
     *
     * @throws EnvironmentProblem if no answer arrives for a minute, or {@code alive} is false
     */
    static void follow(EventReader reader, int count, Handler handler, BooleanSupplier alive) {
        int missing = count;
        long last = System.nanoTime();
        while (missing > 0) {
            List<Event> events = reader.poll();
            long now = System.nanoTime();
            for (Event event : events) {
                if (!handler.handle(event, now)) continue;
                missing--;
                last = now;
            }
            if (!alive.getAsBoolean()) throw Exit.FAILURE.problem("the measured service stopped");
            if (now - last > TIMEOUT.toNanos())
                throw Exit.FAILURE.problem("%s of %s answers are missing", missing, count);
        }
    }

    /** Returns the key of a successful answer. */
    private static String answered(Event event) {
        return switch (event) {
            case LlmResponse answer -> {
                if (answer.outcome() != LlmResponse.Outcome.OK) throw failed(answer.reason());
                yield answer.replyKey();
            }
            case CandidateOutput output -> {
                if (output.end() != CandidateOutput.End.ANSWERED) throw failed(output.reason());
                yield output.key();
            }
            default -> "";
        };
    }

    private static EnvironmentProblem failed(String reason) {
        return Exit.FAILURE.problem("a call failed: %s", reason);
    }

    @Override
    public void close() {
        reader.close();
        client.close();
    }
}
