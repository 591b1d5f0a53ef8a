package metatextgrad.services.mtg;

import java.util.Map;
import metatextgrad.services.worker.ApiKey;
import metatextgrad.streams.InvalidSettings;
import metatextgrad.streams.ModelEndpoint;
import metatextgrad.streams.SettingsReader;
import org.jspecify.annotations.Nullable;

/** What this process is configured with; anything wrong ends the command with exit 78. */
final class Configured {
    private Configured() {}

    static SettingsReader read() {
        try {
            return SettingsReader.read(Map.of(), System.getenv(), null);
        } catch (InvalidSettings e) {
            throw new EnvironmentProblem(Exit.CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }

    /** The key as it was given; a server that wants none gets a word that is none. */
    static ApiKey key(ModelEndpoint endpoint) {
        if (endpoint.keyFile() != null) return ApiKey.inFile(endpoint.keyFile());
        @Nullable String key = endpoint.key();
        return ApiKey.of(key == null ? "none" : key);
    }
}
