package metatextgrad.services.mtg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import metatextgrad.services.worker.ApiKey;
import metatextgrad.streams.InvalidSettings;
import metatextgrad.streams.ModelEndpoint;
import metatextgrad.streams.Setting;
import metatextgrad.streams.SettingsReader;
import org.jspecify.annotations.Nullable;

/** What this process is configured with; anything wrong ends the command with exit 78. */
final class Configured {
    private static volatile Map<String, String> environment = System.getenv();

    private Configured() {}

    /** What the command was started with, before anything is read. */
    static void by(Map<String, String> variables) {
        environment = Map.copyOf(variables);
    }

    static SettingsReader read() {
        try {
            SettingsReader read = SettingsReader.read(Map.of(), environment, null);
            read.warnings().forEach(line -> System.err.println("mtg: " + line));
            return read;
        } catch (InvalidSettings e) {
            throw Exit.CONFIGURATION.problem(e, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The server of models that somebody named: what has no name here could be anybody's bill.
     *
     * @throws EnvironmentProblem if nobody did
     */
    static ModelEndpoint namedModel(String option) {
        ModelEndpoint endpoint = read().model();
        boolean isDefault =
                endpoint.baseUrl().toString().equals(Setting.OPENAI_BASE_URL.standard());
        if (isDefault && !isSet(Setting.OPENAI_BASE_URL))
            throw Exit.CONFIGURATION.problem(
                    "%s asks a real model: set OPENAI_BASE_URL, such as https://api.openai.com/v1,"
                            + " and OPENAI_API_KEY if the server wants a key",
                    option);
        return endpoint;
    }

    /** Whether there is a word of a server of models, or of a key for the usual one. */
    static boolean namesModel() {
        return isSet(Setting.OPENAI_BASE_URL)
                || isSet(Setting.OPENAI_API_KEY)
                || isSet(Setting.OPENAI_API_KEY_FILE);
    }

    private static boolean isSet(Setting setting) {
        String value = environment.get(setting.name());
        return value != null && !value.isBlank();
    }

    /** What the key is now; null if there is none. */
    static @Nullable String keyText(ModelEndpoint endpoint) {
        Path file = endpoint.keyFile();
        if (file == null) return endpoint.key();
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw Exit.CONFIGURATION.problem(
                    e, "no key can be read from %s: set OPENAI_API_KEY_FILE", file);
        }
    }

    /** The key as it was given; a server that wants none gets a word that is none. */
    static ApiKey key(ModelEndpoint endpoint) {
        if (endpoint.keyFile() != null) return ApiKey.inFile(endpoint.keyFile());
        @Nullable String key = endpoint.key();
        return ApiKey.of(key == null ? "none" : key);
    }
}
