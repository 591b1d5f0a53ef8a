package metatextgrad.services.gateway.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import metatextgrad.model.ContentHash;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.services.gateway.settings.GatewayKey;
import org.jspecify.annotations.Nullable;

/**
 * The last idempotency keys of this gateway with the content of their requests. A repeated request
 * is written again unless this gateway knows it: intake takes equal records once. Thread-safe.
 */
final class SeenKeys {
    private static final int MOST = 10_000;

    /** A request, and whether it was written. */
    private record Claim(String content, CompletableFuture<Void> written) {}

    private final Map<String, Claim> claims =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Claim> eldest) {
                    return size() > MOST;
                }
            };

    /**
     * Writes a request, unless it was written with its key before. A second one that comes while
     * the first is written waits for it.
     *
     * @param key null if the client sends none
     * @param write throws {@link Denied} if the request was not written
     * @throws Denied if the key came with another content, or the request was not written
     */
    void once(
            GatewayKey sender, String route, @Nullable String key, String content, Runnable write) {
        if (key == null) {
            write.run();
            return;
        }
        String id = ContentHash.of(sender.name(), route, key);
        Claim own = new Claim(ContentHash.of(content), new CompletableFuture<>());
        Claim known = claim(id, own);
        if (known != null) {
            await(known, own);
            return;
        }
        try {
            write.run();
            own.written.complete(null);
        } catch (RuntimeException e) {
            release(id, own);
            own.written.completeExceptionally(e);
            throw e;
        }
    }

    /** Returns the claim that came before; null if none did, so that this one counts. */
    private synchronized @Nullable Claim claim(String id, Claim own) {
        return claims.putIfAbsent(id, own);
    }

    private synchronized void release(String id, Claim own) {
        claims.remove(id, own);
    }

    private static void await(Claim known, Claim own) {
        if (!known.content.equals(own.content))
            throw Problem.IDEMPOTENCY_KEY_REUSED.denied(
                    "this Idempotency-Key came with another body: use a new key for a new request");
        try {
            known.written.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Denied denied) throw denied;
            throw e;
        }
    }
}
