package metatextgrad.ops;

import java.util.List;
import metatextgrad.json.Json;

/** The health of a service and of each of its parts. Implementations are thread-safe. */
public interface Health {
    Report report();

    /** The state of a part. */
    enum State {
        /** It has not worked yet: it still restores, or waits for others. */
        STARTING,
        READY,
        /** It has worked, and does not work now. */
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

        /** Returns true if no part needs a restart. */
        public boolean live() {
            return checks.stream().noneMatch(check -> check.state() == State.DEAD);
        }

        /** Returns true if all parts work now. */
        public boolean ready() {
            return checks.stream().allMatch(Check::ready);
        }

        /**
         * Returns true if every part has worked or has failed for good. A process that waits for
         * the start must not wait for a fault that only an operator can fix.
         */
        public boolean started() {
            return checks.stream().noneMatch(check -> check.state() == State.STARTING);
        }

        /** Returns {@code {"checks": [...], "status": "up"}}. */
        public String json() {
            return Json.write(
                    new ReportView(checks.stream().map(CheckView::of).toList(), status(ready())));
        }

        private record ReportView(List<CheckView> checks, String status) {}

        private record CheckView(String name, String status, String detail) {
            static CheckView of(Check check) {
                return new CheckView(check.name(), Report.status(check.ready()), check.detail());
            }
        }

        private static String status(boolean up) {
            return up ? "up" : "down";
        }
    }
}
