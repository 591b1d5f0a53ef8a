package metatextgrad.model;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * How good an answer was that an application gave with a served version.
 *
 * @param group whoever must always get the same version, a user say; empty where each task stands
 *     for itself
 * @param version the version that answered
 * @param serial of the serving table by which it was chosen
 * @param probability with which it was chosen, above 0 and at most 1
 * @param served when it answered
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
    /** Where a judgement comes from (METHOD §4.4 item 2). */
    public enum Evidence {
        /** A target that was sent with the task, or a seeded audit sample. */
        TRUTH,
        /** Feedback of somebody who saw this answer. */
        FEEDBACK,
        /** A judge model and nobody else; decides nothing by itself. */
        JUDGE
    }

    public TaskJudged {
        requireNonNull(project, "project is null");
        requireNonNull(task, "task is null");
        requireNonNull(group, "group is null");
        requireNonNull(version, "version is null");
        requireNonNull(serial, "serial is null");
        requireNonNull(served, "served is null");
        requireNonNull(evidence, "evidence is null");
        if (!(probability > 0 && probability <= 1))
            throw new IllegalArgumentException(
                    "probability must be above 0 and at most 1, not " + probability);
        if (!(score >= 0 && score <= 1))
            throw new IllegalArgumentException("score must be in [0, 1], not " + score);
    }

    /** What counts once: the group, where there is one. */
    public String unit() {
        return group.isEmpty() ? "task|" + task : "group|" + group;
    }

    @Override
    public String key() {
        return project.value();
    }
}
