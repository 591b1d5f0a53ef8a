package metatextgrad.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.model.project.ModelServer;

/**
 * Reads {@code MTG_MODEL_SERVERS}: addresses that projects may name, each with the variable that
 * holds its key. The pair is fixed here, so that no project can send one server's key to another.
 */
final class ServerList {
    static final String RULE =
            "addresses separated by commas, each followed by the name of a variable if the server needs a key, such as https://eu.example.com/v1 EU_KEY";

    private ServerList() {}

    /**
     * Returns the servers without their keys.
     *
     * @throws IllegalArgumentException if an entry is neither an address nor an address and a name
     */
    static List<ModelServer> parse(String text) {
        List<ModelServer> servers = new ArrayList<>();
        for (String entry : text.split(",", -1)) {
            String[] parts = entry.strip().split("\\s+", -1);
            if (parts.length > 2) throw new IllegalArgumentException();
            servers.add(new ModelServer(parts[0], parts.length == 2 ? parts[1] : null));
        }
        return servers;
    }

    /** Returns the servers with the keys that are set in the environment. */
    static List<AllowedServer> withKeys(
            List<ModelServer> servers, Map<String, String> environment, List<String> problems) {
        List<AllowedServer> allowed = new ArrayList<>();
        for (ModelServer server : servers) {
            String variable = server.keyVariable();
            String text = variable == null ? "" : environment.getOrDefault(variable, "").strip();
            String key = text.isEmpty() ? null : text;
            problems.addAll(KeySetting.problems(String.valueOf(variable), key));
            allowed.add(new AllowedServer(server, key));
        }
        return allowed;
    }
}
