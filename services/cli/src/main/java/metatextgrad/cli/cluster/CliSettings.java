package metatextgrad.cli.cluster;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import metatextgrad.config.AllowedServer;
import metatextgrad.config.GatewaySettings;
import metatextgrad.config.InvalidSettings;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Setting;
import metatextgrad.config.SettingsReader;
import metatextgrad.model.project.ModelServer;
import metatextgrad.modelclient.ApiKey;
import metatextgrad.modelclient.ModelRouter;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.redact.Secrets;
import org.jspecify.annotations.Nullable;

/** The settings of this process. A wrong one ends the command with exit code 78. */
public final class CliSettings {
    /** What a server that needs no key gets. */
    private static final String NO_KEY = "none";

    private static volatile Map<String, String> environment = System.getenv();

    private CliSettings() {}

    /** Sets the environment; call it before anything is read. */
    public static void by(Map<String, String> variables) {
        environment = Map.copyOf(variables);
    }

    /** Returns the environment of this process, or what {@link #by} set. */
    public static Map<String, String> environment() {
        return environment;
    }

    public static SettingsReader read() {
        return read(Map.of(), null);
    }

    /**
     * As {@link #read()}.
     *
     * @param flags values that the command line sets
     * @param context lines of the properties file that win over the environment; null for none
     */
    static SettingsReader read(Map<Setting, String> flags, @Nullable String context) {
        try {
            SettingsReader read = SettingsReader.read(flags, environment, null, context);
            read.warnings().forEach(line -> System.err.println("mtg: " + line));
            read.settings().secrets().forEach(Secrets.OF_PROCESS::add);
            return read;
        } catch (InvalidSettings e) {
            throw Exit.CONFIGURATION.problem(e, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Returns settings with a model server that the user configured. The default server could bill
     * another person.
     *
     * @throws EnvironmentProblem if the user configured none
     */
    public static SettingsReader namingModel(String option) {
        return namingModel(option, read());
    }

    static SettingsReader namingModel(String option, SettingsReader read) {
        if (!read.configured().contains(Setting.OPENAI_BASE_URL))
            throw Exit.CONFIGURATION.problem(
                    "%s uses a real model: set OPENAI_BASE_URL, such as https://api.openai.com/v1, and OPENAI_API_KEY if the server needs a key",
                    option);
        return read;
    }

    /** Returns whether the user configured a model server, or a key for the default one. */
    public static boolean isConfigured(ModelEndpoint endpoint) {
        String url = endpoint.baseUrl().toString();
        return !url.equals(Setting.OPENAI_BASE_URL.standard())
                || endpoint.key() != null
                || endpoint.keyFile() != null;
    }

    /** Returns the configured key. A server that needs no key gets the text `none`. */
    public static ApiKey key(ModelEndpoint endpoint) {
        return endpoint.keyFile() != null
                ? ApiKey.inFile(endpoint.keyFile())
                : ApiKey.of(requireNonNullElse(endpoint.key(), NO_KEY));
    }

    /** Returns the secret of the console at its sign-in provider; null if there is none. */
    public static @Nullable ApiKey clientSecret(GatewaySettings gateway) {
        if (gateway.clientSecretFile() != null) return ApiKey.inFile(gateway.clientSecretFile());
        return gateway.clientSecret() == null ? null : ApiKey.of(gateway.clientSecret());
    }

    /** Returns the key of a further server; the text `none` if it needs none. */
    public static ApiKey key(AllowedServer allowed) {
        return ApiKey.of(requireNonNullElse(allowed.key(), NO_KEY));
    }

    /**
     * Returns a client of the endpoint's models for this many calls in flight.
     *
     * @throws EnvironmentProblem if the key of a further server is not set
     */
    public static ModelRouter client(ModelEndpoint endpoint, int inFlight) {
        Map<ModelServer, OpenAiModel> others = new LinkedHashMap<>();
        keys(endpoint)
                .forEach(
                        (allowed, key) ->
                                others.put(
                                        allowed.server(),
                                        client(allowed.baseUrl(), key, inFlight)));
        return new ModelRouter(client(endpoint.baseUrl(), key(endpoint), inFlight), others);
    }

    /**
     * Returns the further servers of an endpoint with their keys.
     *
     * @throws EnvironmentProblem if the key of one is not set
     */
    public static Map<AllowedServer, ApiKey> keys(ModelEndpoint endpoint) {
        Map<AllowedServer, ApiKey> keys = new LinkedHashMap<>();
        for (AllowedServer allowed : endpoint.servers()) {
            if (allowed.lacksKey())
                throw Exit.CONFIGURATION.problem(
                        "%s names the variable %s, which is not set: set it to the key of %s",
                        Setting.MTG_MODEL_SERVERS,
                        allowed.server().keyVariable(),
                        allowed.server().baseUrl());
            keys.put(allowed, key(allowed));
        }
        return keys;
    }

    private static OpenAiModel client(URI baseUrl, ApiKey key, int inFlight) {
        return new OpenAiModel(baseUrl, key, inFlight, InstantSource.system());
    }
}
