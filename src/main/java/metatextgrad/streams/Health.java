package metatextgrad.streams;

import java.util.List;
import java.util.stream.Collectors;

/** Whether a service works, and each of its parts. */
public interface Health {
    Report report();

    /**
     * One part. {@code live} is false when only a restart helps, {@code ready} while it does not
     * work.
     */
    record Check(String name, boolean live, boolean ready, String detail) {}

    /** All parts. */
    record Report(List<Check> checks) {
        public Report {
            checks = List.copyOf(checks);
        }

        public boolean live() {
            return checks.stream().allMatch(Check::live);
        }

        public boolean ready() {
            return checks.stream().allMatch(Check::ready);
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
