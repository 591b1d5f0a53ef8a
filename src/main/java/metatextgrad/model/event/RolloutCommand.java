package metatextgrad.model.event;

import java.time.Instant;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.serving.VersionLabels;
import org.jspecify.annotations.Nullable;

/** The commands of operators that change what is served. */
public sealed interface RolloutCommand extends Event {
    ProjectId project();

    /**
     * Serial of the serving table that the operator saw. The command has no effect if a newer table
     * exists.
     */
    Serial seen();

    /** The operator's reason; may be empty. */
    String reason();

    /** Who sent the command: a claim of the sender, which nothing proves. */
    String by();

    /**
     * Whether this table shows what became of the command: it is later than the one that the
     * operator saw, in what the command changes. A change of labels does not settle a rollback.
     */
    default boolean isSettledBy(PromptsServed table) {
        return table.project().equals(project()) && table.serial().compareTo(seen()) > 0;
    }

    @Override
    default String key() {
        return project().value();
    }

    /**
     * An operator lets a version serve a share of the traffic.
     *
     * @param share of the groups, or tasks, that it serves, from .01 to .5
     * @param at time of the command
     */
    record ChallengerApproved(
            ProjectId project,
            VersionId version,
            double share,
            Instant at,
            Serial seen,
            String reason,
            String by)
            implements RolloutCommand {
        public ChallengerApproved {
            if (!(share >= .01 && share <= .5))
                throw new IllegalArgumentException("share must be from 0.01 to 0.5, not " + share);
        }
    }

    /**
     * An operator makes the challenger the champion.
     *
     * @param at time of the command
     */
    record ChallengerPromoted(ProjectId project, Instant at, Serial seen, String reason, String by)
            implements RolloutCommand {}

    /**
     * An operator rejects a version that passed its contest and waits for a share of the traffic.
     */
    record ChallengerRejected(
            ProjectId project, VersionId version, Serial seen, String reason, String by)
            implements RolloutCommand {}

    /**
     * An operator takes all traffic back.
     *
     * @param to the champion, which ends the serving of any other version, or an earlier champion
     */
    record RolledBack(ProjectId project, VersionId to, Serial seen, String reason, String by)
            implements RolloutCommand {}

    /**
     * An operator keeps the champion: no rule and no other command changes it. It serves alone.
     *
     * @param version the champion
     */
    record ChampionPinned(
            ProjectId project, VersionId version, Serial seen, String reason, String by)
            implements RolloutCommand {}

    /** An operator lets the champion change again. */
    record ChampionUnpinned(ProjectId project, Serial seen, String reason, String by)
            implements RolloutCommand {}

    /**
     * A change of the labels. It changes nothing that serves by the table, so it starts no contest
     * anew. It has no effect if the labels have changed since, in which case {@link #seen} is not
     * their revision.
     */
    sealed interface LabelCommand extends RolloutCommand {
        String label();

        /** The version that the label names from now on; null if it names none. */
        @Nullable VersionId named();

        /** Time of the command. */
        Instant at();

        /** Revision of the labels that the operator saw. */
        @Override
        Serial seen();

        @Override
        default boolean isSettledBy(PromptsServed table) {
            return table.project().equals(project())
                    && table.marks().revision().compareTo(seen()) > 0;
        }
    }

    /** An operator gives a version a label, also if another version has it. */
    record VersionLabelled(
            ProjectId project,
            VersionId version,
            String label,
            Instant at,
            Serial seen,
            String reason,
            String by)
            implements LabelCommand {
        public VersionLabelled {
            VersionLabels.check(label);
        }

        @Override
        public VersionId named() {
            return version;
        }
    }

    /** An operator removes a label. */
    record LabelRemoved(
            ProjectId project, String label, Instant at, Serial seen, String reason, String by)
            implements LabelCommand {
        public LabelRemoved {
            VersionLabels.check(label);
        }

        @Override
        public @Nullable VersionId named() {
            return null;
        }
    }
}
