package metatextgrad.model.event;

import java.time.Instant;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.VersionId;

/**
 * A judgement of an answer that an application gave with a served version.
 *
 * @param group the user, session or other unit that must always get the same version; empty if each
 *     task is independent
 * @param version the version that answered
 * @param serial of the serving table by which it was chosen
 * @param probability with which it was chosen, above 0 and at most 1
 * @param served time of the answer
 * @param score from 0 to 1
 */
public record TaskJudged(
        ProjectId project,
        TaskId task,
        String group,
        VersionId version,
        Serial serial,
        double probability,
        Instant served,
        double score,
        Evidence evidence)
        implements Event {
    /** The source of a judgement (METHOD §4.4 item 2). */
    public enum Evidence {
        /** A target that was sent with the task, or a seeded audit sample. */
        TRUTH,
        /** Feedback of a person who saw this answer. */
        FEEDBACK,
        /** The verdict of a judge model alone; it decides nothing by itself. */
        JUDGE
    }

    public TaskJudged {
        if (!(probability > 0 && probability <= 1))
            throw new IllegalArgumentException(
                    "probability must be above 0 and at most 1, not " + probability);
        if (!(score >= 0 && score <= 1))
            throw new IllegalArgumentException("score must be in [0, 1], not " + score);
    }

    /**
     * Returns the judgement with this time if it states a later one: a sender's clock can be wrong.
     */
    public TaskJudged notAfter(Instant time) {
        return served.isAfter(time)
                ? new TaskJudged(
                        project, task, group, version, serial, probability, time, score, evidence)
                : this;
    }

    /** The unit that counts once: the group if there is one, else the task. */
    public String unit() {
        return group.isEmpty() ? "task|" + task : "group|" + group;
    }

    @Override
    public String key() {
        return project.value();
    }
}
