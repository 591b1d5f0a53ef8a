package metatextgrad.model.live;

import java.time.Instant;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;

/**
 * An answer that an application gave with a served version. intake judges it at a fixed age.
 *
 * @param group the user, session or other unit; empty if each task is independent
 * @param serial of the serving table by which the version was chosen
 * @param probability with which it was chosen, above 0 and at most 1
 * @param served time of the answer
 */
public record AnswerGiven(
        ProjectId project,
        TaskId task,
        String group,
        VersionId version,
        Serial serial,
        double probability,
        String output,
        Instant served)
        implements Event {
    public AnswerGiven {
        if (!(probability > 0 && probability <= 1))
            throw new IllegalArgumentException(
                    "probability must be above 0 and at most 1, not " + probability);
    }

    /** Returns the same answer, given at another time. */
    public AnswerGiven servedAt(Instant time) {
        return new AnswerGiven(project, task, group, version, serial, probability, output, time);
    }

    @Override
    public String key() {
        return project.value();
    }
}
