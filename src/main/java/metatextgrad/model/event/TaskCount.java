package metatextgrad.model.event;

import metatextgrad.model.ProjectId;

/**
 * How many tasks intake has received: those of a set, or those that wait because their project is
 * not defined. The latest count of each replaces the earlier ones.
 */
public sealed interface TaskCount extends Event {
    ProjectId project();

    /** The number of tasks; never negative. */
    int tasks();

    /** The tasks of a finite set so far. */
    record TaskSetCounted(ProjectId project, String set, int tasks) implements TaskCount {
        public TaskSetCounted {
            requireCount(tasks);
        }

        @Override
        public String key() {
            return "set|" + project + "|" + set;
        }
    }

    /**
     * The waiting tasks of a project that is not defined; 0 when none waits any more.
     *
     * @param partition the partition of {@code tasks} in which they arrived
     */
    record UnknownProjectCounted(ProjectId project, int partition, int tasks) implements TaskCount {
        public UnknownProjectCounted {
            requireCount(tasks);
        }

        @Override
        public String key() {
            return "unknown|" + project + "|" + partition;
        }
    }

    private static void requireCount(int tasks) {
        if (tasks < 0) throw new IllegalArgumentException("tasks is negative: " + tasks);
    }
}
