package metatextgrad.streams;

import metatextgrad.model.ControlCharacters;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.redact.Redactor;
import metatextgrad.redact.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs dead letters, one line each, but only the first ones of each minute. A message may quote the
 * record, so its line breaks are removed. Not thread-safe.
 */
public final class DeadLetterLog {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterLog.class);

    private final MinuteQuota quota = new MinuteQuota();

    /**
     * Logs a dead letter, unless this minute has too many.
     *
     * @param now in milliseconds since 1970
     */
    public void add(DeadLetter letter, long now) {
        switch (quota.next(now)) {
            case LINE -> log(letter);
            case LAST ->
                    LOG.warn(
                            "more dead letters of service {} within this minute are not logged: mtg dlq ls lists them",
                            letter.service());
            case NOTHING -> {}
        }
    }

    private static void log(DeadLetter letter) {
        LOG.atWarn()
                .addKeyValue("service", letter.service())
                .addKeyValue("reason", letter.reason())
                .addKeyValue("topic", letter.topic())
                .addKeyValue("partition", letter.partition())
                .addKeyValue("offset", letter.offset())
                .addKeyValue("error", ControlCharacters.line(safe(letter.message())))
                .log("record sent to the dead letter topic");
    }

    private static String safe(String message) {
        return Redactor.redact(Secrets.OF_PROCESS.hide(message));
    }
}
