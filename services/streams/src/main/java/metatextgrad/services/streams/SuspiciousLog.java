package metatextgrad.services.streams;

import metatextgrad.intake.SuspiciousText;
import metatextgrad.model.ControlCharacters;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.Event;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.streams.MinuteQuota;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names the tasks and feedback with a suspicious text, without the text. A record that is sent
 * twice is named twice. Senders choose ids, so an id is written as one line; it is short, since the
 * gate checks it. Not thread-safe.
 */
final class SuspiciousLog {
    private static final Logger LOG = LoggerFactory.getLogger(SuspiciousLog.class);

    private final MinuteQuota quota = new MinuteQuota();

    /**
     * Logs a record if it is suspicious, unless this minute has too many.
     *
     * @param now in milliseconds since 1970
     */
    void add(Event event, long now) {
        if (!SuspiciousText.isIn(event)) return;
        switch (event) {
            case TaskArrived arrived ->
                    log("task", arrived.task().project(), arrived.task().id(), now);
            case FeedbackGiven given -> log("feedback", given.project(), given.task(), now);
            default -> {}
        }
    }

    private void log(String kind, ProjectId project, TaskId task, long now) {
        switch (quota.next(now)) {
            case LINE ->
                    LOG.atWarn()
                            .addKeyValue("project", project)
                            .addKeyValue("task", ControlCharacters.line(task.value()))
                            .addKeyValue("record", kind)
                            .log("text with tags of our prompts, which prompts mark");
            case LAST ->
                    LOG.warn(
                            "more texts with tags of our prompts within this minute are not logged: mtg adapt status counts them");
            case NOTHING -> {}
        }
    }
}
