package metatextgrad.services.gateway.console;

import java.time.Instant;
import java.util.concurrent.Semaphore;

/**
 * A signed-in person.
 *
 * @param id of the cookie: 256 random bits
 * @param csrf what each form has to send: 256 random bits
 * @param ends when it expires, however much it is used
 * @param notice shown on the next page, once
 * @param streams how many more streams of changes it may open
 */
record Session(
        String id,
        SessionOwner owner,
        String csrf,
        Instant ends,
        Notice notice,
        Semaphore streams) {
    /** Streams at a time: one for each page that is visible. */
    static final int STREAMS = 20;

    @Override
    public String toString() {
        return "a session until " + ends;
    }
}
