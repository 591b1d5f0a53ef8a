package metatextgrad.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import metatextgrad.process.Exit;

/**
 * Calls due at fixed times, independent of earlier calls. A slow system gets the same rate, and
 * late sends count as latency.
 *
 * @param start as {@link System#nanoTime()} has it
 * @param warmUp number of first calls, which are not counted
 */
public record BenchSchedule(long start, Duration interval, int warmUp, int count) {
    /** Nanoseconds, as {@link System#nanoTime()} has them. */
    public long due(int call) {
        return start + call * interval.toNanos();
    }

    /** Whether a call is counted. */
    public boolean counts(int call) {
        return call >= warmUp;
    }

    /** Sends every call when it is due, each on a thread of its own; blocks until all are sent. */
    public void run(IntConsumer send) {
        List<Future<?>> sent = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                await(due(i));
                int call = i;
                sent.add(threads.submit(() -> send.accept(call)));
            }
            for (Future<?> one : sent) one.get();
        } catch (ExecutionException e) {
            throw Exit.FAILURE.problem(e, "a call was not sent: %s", e.getCause());
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    /** As {@link #run}, on a thread of its own; returns at once. */
    public CompletableFuture<Void> start(IntConsumer send) {
        return CompletableFuture.runAsync(
                () -> run(send), task -> Thread.ofPlatform().daemon().name("load").start(task));
    }

    /** Blocks until a time, as {@link System#nanoTime()} has it. */
    public static void await(long time) throws InterruptedException {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            if (Thread.interrupted()) throw new InterruptedException();
            LockSupport.parkNanos(left);
        }
    }
}
