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
    private final boolean waitsForAccess;

    RegistryRetry(Time time) {
        this(time, ONE_CALL);
    }

    RegistryRetry(Time time, Duration oneCall) {
        this(time, oneCall, true);
    }

    private RegistryRetry(Time time, Duration oneCall, boolean waitsForAccess) {
        this.time = time;
        this.oneCall = oneCall;
        this.waitsForAccess = waitsForAccess;
    }

    /** Returns one that fails at once if access is denied: its user is present to correct that. */
    static RegistryRetry withoutWaitForAccess(Time time) {
        return new RegistryRetry(time, ONE_CALL, false);
    }

    /**
     * Returns the answer to this call.
     *
     * @throws AccessDenied if access is denied, and this one does not wait for it
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
                AccessDenied denied = AccessDenied.of(e);
                if (denied != null && !waitsForAccess) throw denied;
                if (time.now().plus(pause).isAfter(end))
                    throw new RegistryUnavailable(
                            "registry %s for %d s: %s"
                                    .formatted(
                                            denied == null ? "unreachable" : "denied access",
                                            TOTAL.toSeconds(),
                                            (denied == null ? e : denied).getMessage()),
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
        if (e instanceof RegistryUnavailable || e instanceof AccessDenied) return true;
        ApiException answer = Causes.find(e, ApiException.class);
        int status = answer == null ? 0 : answer.getResponseStatusCode();
        return status >= 400 && status < 500 && !TRANSIENT.contains(status);
    }
}
