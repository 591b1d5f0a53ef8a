package metatextgrad.model.live;

import java.time.Instant;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.Event;

/** The commands of operators to the tasks of a project's traffic. */
public sealed interface TaskCommand extends Event {
    ProjectId project();

    /** Time of the command. */
    Instant at();

    /** Who sent the command: a claim of the sender, which nothing proves. */
    String by();

    @Override
    default String key() {
        return project().value();
    }

    /**
     * From now on this share of the tasks without a right answer is drawn for an audit: by a hash,
     * before any answer is known.
     *
     * @param rate from 0 to 1; 0 draws no more
     */
    record AuditSet(ProjectId project, double rate, Instant at, String by) implements TaskCommand {
        public AuditSet {
            if (!(rate >= 0 && rate <= 1))
                throw new IllegalArgumentException("the rate must be from 0 to 1, not " + rate);
        }

        /**
         * Whether the audit has a task that arrived at this time. Chance decides, before any answer
         * to it is known. Earlier tasks may have answers.
         */
        public boolean draws(TaskId task, Instant arrived) {
            return arrived.isAfter(at) && draws(project, task, rate);
        }

        /** Whether chance draws a task at this rate. A higher rate also draws these tasks. */
        static boolean draws(ProjectId project, TaskId task, double rate) {
            return ContentHash.unit("audit", project, task) < rate;
        }
    }

    /** The right answer to a task, from an operator. */
    record TaskLabelled(ProjectId project, TaskId task, String target, Instant at, String by)
            implements TaskCommand {}

    /** Drops the tasks of a group that have arrived. Others that arrive later are kept again. */
    record GroupForgotten(ProjectId project, String group, Instant at, String by)
            implements TaskCommand {}
}
