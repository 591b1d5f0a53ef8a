package metatextgrad.wire.registry;

import com.microsoft.kiota.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import metatextgrad.model.Causes;

/**
 * Repeats a registry call while the registry is unreachable, fails or denies access, for two
 * minutes. Then the service stops. An answer like "no such schema" is returned at once. The client
 * has no response timeout, so each call has one here.
 */
final class RegistryRetry {
    private static final Duration TOTAL = Duration.ofMinutes(2);
    private static final Duration ONE_CALL = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Denied, timed out, throttled: caused by the environment, not by the record. */
    private static final Set<Integer> TRANSIENT = Set.of(401, 403, 408, 429);

    private final Time time;
    private final Duration oneCall;

    RegistryRetry(Time time) {
        this(time, ONE_CALL);
    }

    RegistryRetry(Time time, Duration oneCall) {
        this.time = time;
        this.oneCall = oneCall;
    }

    /**
     * Returns the answer to this call.
     *
     * @throws RegistryUnavailable if there was no answer for two minutes
     */
    <T> T ask(Supplier<T> call) {
        Instant end = time.now().plus(TOTAL);
        Duration pause = Duration.ofMillis(100);
        while (true) {
            try {
                return once(call);
            } catch (RuntimeException e) {
                if (isAnswer(e)) throw e;
                if (time.now().plus(pause).isAfter(end))
                    throw new RegistryUnavailable(
                            "registry unreachable for "
                                    + TOTAL.toSeconds()
                                    + " s: "
                                    + e.getMessage(),
                            e);
            }
            sleep(pause);
            pause = pause.multipliedBy(2);
            if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
        }
    }

    /** Sends one request, and waits for the time of one call. */
    <T> T once(Supplier<T> call) {
        FutureTask<T> task = new FutureTask<>(call::get);
        Thread.ofVirtual().name("registry-call").start(task);
        try {
            return task.get(oneCall.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new IllegalStateException("no answer in " + oneCall, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            throw new IllegalStateException("registry client failed", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void sleep(Duration pause) {
        try {
            time.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static RegistryUnavailable interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RegistryUnavailable("interrupted while waiting for the registry", e);
    }

    /** Returns whether the registry itself answered, or was unavailable for too long. */
    static boolean isAnswer(RuntimeException e) {
        if (e instanceof RegistryUnavailable) return true;
        ApiException answer = Causes.find(e, ApiException.class);
        int status = answer == null ? 0 : answer.getResponseStatusCode();
        return status >= 400 && status < 500 && !TRANSIENT.contains(status);
    }
}
