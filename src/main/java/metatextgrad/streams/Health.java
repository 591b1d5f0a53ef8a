package metatextgrad.streams;

import java.util.List;
import java.util.stream.Collectors;

/** Whether a service works, and each of its parts. */
public interface Health {
    Report report();

    /** How a part is. */
    enum State {
        /** It has not worked yet: it still restores, or waits for others. */
        STARTING,
        READY,
        /** It has worked, and does not now. */
        UNREADY,
        /** Only a restart helps. */
        DEAD
    }

    /** One part. */
    record Check(String name, State state, String detail) {
        public boolean ready() {
            return state == State.READY;
        }
    }

    /** All parts. */
    record Report(List<Check> checks) {
        public Report {
            checks = List.copyOf(checks);
        }

        /** Whether no part needs a restart. */
        public boolean live() {
            return checks.stream().noneMatch(check -> check.state() == State.DEAD);
        }

        /** Whether all parts work now. */
        public boolean ready() {
            return checks.stream().allMatch(Check::ready);
        }

        /**
         * Whether all parts have worked, or cannot any more: what waits for it must not wait for
         * what others have to mend.
         */
        public boolean started() {
            return checks.stream().noneMatch(check -> check.state() == State.STARTING);
        }

        /** {@code {"status": "up", "checks": [...]}}. */
        public String json() {
            String each =
                    checks.stream()
                            .map(
                                    check ->
                                            "{\"name\":\""
                                                    + check.name()
                                                    + "\",\"status\":\""
                                                    + (check.ready() ? "up" : "down")
                                                    + "\",\"detail\":\""
                                                    + check.detail()
                                                            .replace("\\", "\\\\")
                                                            .replace("\"", "\\\"")
                                                    + "\"}")
                            .collect(Collectors.joining(","));
            return "{\"status\":\"" + (ready() ? "up" : "down") + "\",\"checks\":[" + each + "]}";
        }
    }
}
