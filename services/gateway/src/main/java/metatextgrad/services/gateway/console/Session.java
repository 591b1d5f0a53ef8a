package metatextgrad.services.gateway.console;

import java.time.Instant;

/**
 * A signed-in person. The key is looked up with each request, so a revoked key ends the session.
 *
 * @param id of the cookie: 256 random bits
 * @param keyHash under which the gateway's file has the key
 * @param csrf what each form has to send: 256 random bits
 * @param ends when it expires
 * @param notice shown on the next page, once
 */
record Session(String id, String keyHash, String csrf, Instant ends, Notice notice) {
    @Override
    public String toString() {
        return "a session until " + ends;
    }
}
