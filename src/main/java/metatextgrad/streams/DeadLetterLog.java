package metatextgrad.streams;

import java.time.Duration;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.redact.Redactor;
import metatextgrad.redact.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs dead letters, one line each, but only the first ones of each minute: a faulty application
 * can write millions. Not thread-safe.
 */
public final class DeadLetterLog {
    static final int PER_MINUTE = 10;

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterLog.class);
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private long minute;
    private int logged;

    /**
     * Logs a dead letter, unless this minute has too many.
     *
     * @param now in milliseconds since 1970
     */
    public void add(DeadLetter letter, long now) {
        if (now / MINUTE != minute) logged = 0;
        minute = now / MINUTE;
        if (logged > PER_MINUTE) return;
        logged++;
        if (logged > PER_MINUTE) {
            LOG.warn(
                    "more dead letters of service {} within this minute are not logged: mtg dlq ls lists them",
                    letter.service());
            return;
        }
        LOG.atWarn()
                .addKeyValue("service", letter.service())
                .addKeyValue("reason", letter.reason())
                .addKeyValue("topic", letter.topic())
                .addKeyValue("partition", letter.partition())
                .addKeyValue("offset", letter.offset())
                .addKeyValue("error", Redactor.redact(Secrets.OF_PROCESS.hide(letter.message())))
                .log("record sent to the dead letter topic");
    }
}
