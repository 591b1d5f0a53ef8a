package metatextgrad.model.live;

import java.time.Instant;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;
import metatextgrad.model.project.Project;

/**
 * A request for a set of tasks from the pools of a project. intake answers when the pools have what
 * it takes, which can be never.
 */
public sealed interface SetRequest extends Event {
    Project project();

    /** The name of the set. It begins with a sign that no set of a user can begin with. */
    String set();

    /** Whether intake draws the sets of this name; others are announced by users. */
    static boolean isDrawn(String set) {
        return set.startsWith("@");
    }

    @Override
    default String key() {
        return project().id().value();
    }

    /**
     * The chain of runs requests its next window: tasks to learn from, and tasks to validate on.
     *
     * @param number of the window in the life of the project, from 1
     * @param since only tasks from this time on; then the least number of new tasks closes it,
     *     without a wait. 1970 for tasks of any time
     */
    record WindowRequested(Project project, int number, Instant since) implements SetRequest {
        /** The tasks of this many windows are kept, for runs and contests that have not ended. */
        public static final int KEPT = 16;

        private static final String SET = "@window-";

        /** A window with tasks of any time. */
        public WindowRequested(Project project, int number) {
            this(project, number, Instant.EPOCH);
        }

        /** Whether it waits for no more tasks than it must. */
        public boolean soon() {
            return !since.equals(Instant.EPOCH);
        }

        /** The name of a window. */
        public static String set(int number) {
            return "%s%06d".formatted(SET, number);
        }

        /** Whether a set of this name is a window. */
        public static boolean isWindow(String set) {
            return set.startsWith(SET);
        }

        /** Returns the number of the window with this name. */
        public static int number(String set) {
            return Integer.parseInt(set.substring(SET.length()));
        }

        @Override
        public String set() {
            return set(number);
        }
    }

    /**
     * A contest requests tasks of the gate that were spent on neither of its versions: those on
     * which a version has won are no evidence for it a second time (METHOD §3.5).
     *
     * @param contest number of the contest in the life of the project, from 1
     * @param round number of the request in its contest, from 1
     * @param tasks number of tasks; intake answers once it has as many
     */
    record GateItemsRequested(
            Project project,
            VersionId champion,
            VersionId challenger,
            int contest,
            int round,
            int tasks)
            implements SetRequest {
        /** The name of these tasks. */
        public static String set(int contest, int round) {
            return "@gate-%06d-%06d".formatted(contest, round);
        }

        @Override
        public String set() {
            return set(contest, round);
        }
    }
}
