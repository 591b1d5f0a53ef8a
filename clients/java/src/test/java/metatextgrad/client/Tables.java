package metatextgrad.client;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Serving tables as services write them. */
final class Tables {
    private Tables() {}

    static byte[] json(String project, long serial, String champion) {
        return """
        {"project": "%s", "serial": %d, "versions": [%s], "why": "", "by": ""}"""
                .formatted(project, serial, version(champion, "champion", 1))
                .getBytes(UTF_8);
    }

    static byte[] json(
            String project, long serial, String champion, String challenger, double share) {
        return """
        {"project": "%s", "serial": %d, "versions": [%s, %s], "why": "", "by": ""}"""
                .formatted(
                        project,
                        serial,
                        version(champion, "champion", 1 - share),
                        version(challenger, "challenger", share))
                .getBytes(UTF_8);
    }

    private static String version(String name, String role, double share) {
        return """
        {"version": "%s", "role": "%s", "share": %s, "text": "Answer as %s.", "program": {"result": "solve"}}"""
                .formatted(name, role, share, name);
    }
}
