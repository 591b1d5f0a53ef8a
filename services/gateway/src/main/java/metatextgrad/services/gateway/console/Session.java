package metatextgrad.services.gateway.console;

import java.time.Instant;

/**
 * A signed-in person.
 *
 * @param id of the cookie: 256 random bits
 * @param csrf what each form has to send: 256 random bits
 * @param ends when it expires, however much it is used
 * @param notice shown on the next page, once
 */
record Session(String id, SessionOwner owner, String csrf, Instant ends, Notice notice) {
    @Override
    public String toString() {
        return "a session until " + ends;
    }
}
