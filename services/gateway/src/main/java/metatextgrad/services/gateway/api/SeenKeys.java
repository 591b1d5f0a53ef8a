package metatextgrad.services.gateway.api;

import java.util.LinkedHashMap;
import java.util.Map;
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

    private final Map<String, String> contents =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > MOST;
                }
            };

    /**
     * Returns whether a request is to be written.
     *
     * @param key null if the client sends none
     * @throws Denied if the key came with another content
     */
    synchronized boolean isNew(
            GatewayKey sender, String route, @Nullable String key, String content) {
        if (key == null) return true;
        String known = contents.get(ContentHash.of(sender.name(), route, key));
        if (known == null) return true;
        if (!known.equals(ContentHash.of(content)))
            throw new Denied(
                    422,
                    "idempotency-key-reused",
                    "this Idempotency-Key came with another body: use a new key for a new request");
        return false;
    }

    /** Remembers a request that was written. */
    synchronized void add(GatewayKey sender, String route, @Nullable String key, String content) {
        if (key != null)
            contents.put(ContentHash.of(sender.name(), route, key), ContentHash.of(content));
    }
}
