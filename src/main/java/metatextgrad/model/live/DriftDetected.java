package metatextgrad.model.live;

import java.time.Instant;
import java.util.Locale;
import metatextgrad.model.ProjectId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;

/**
 * An alarm: the judged answers of a champion have become worse.
 *
 * @param version the champion
 * @param before mean score before the drop, over {@code scoresBefore} answers
 * @param after mean score since then, over {@code scoresAfter} answers
 * @param at time of the answer that raised the alarm
 */
public record DriftDetected(
        ProjectId project,
        VersionId version,
        double before,
        int scoresBefore,
        double after,
        int scoresAfter,
        Instant at)
        implements Event {
    /** What has happened, in one line. */
    public String reason() {
        return String.format(
                Locale.ROOT,
                "drift: the last %d judged answers of %s score %.3f, the %d before %.3f",
                scoresAfter,
                version,
                after,
                scoresBefore,
                before);
    }

    @Override
    public String key() {
        return project.value();
    }
}
