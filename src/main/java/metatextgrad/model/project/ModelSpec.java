package metatextgrad.model.project;

import metatextgrad.model.ControlCharacters;
import metatextgrad.model.Text;
import org.jspecify.annotations.Nullable;

/**
 * A model and the parameters of its calls. A parameter that is null is not sent.
 *
 * @param name one line without control characters: it appears on terminals and in logs
 * @param temperature 0 to 2; 0 lets recorded answers be reused; null leaves it to the server
 * @param maxTokens the most tokens of an answer
 * @param timeoutSeconds the time limit of one attempt, in seconds
 * @param topP above 0, at most 1
 * @param reasoningEffort one word that the server knows, such as {@code low}
 * @param extra further fields of the request body: an object in canonical JSON
 * @param baseUrl see {@link ModelServer}; null for the server of the worker's settings
 * @param keyVariable see {@link ModelServer}; null without a base URL
 */
public record ModelSpec(
        String name,
        @Nullable Double temperature,
        int maxTokens,
        int timeoutSeconds,
        @Nullable Double topP,
        @Nullable String reasoningEffort,
        @Nullable String extra,
        @Nullable String baseUrl,
        @Nullable String keyVariable) {
    public ModelSpec {
        name = line(Text.nonBlank(name, "model name"), "model name");
        if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException(
                    "temperature of " + name + " must be in [0, 2], not " + temperature);
        }
        if (maxTokens < 1)
            throw new IllegalArgumentException("maxTokens of " + name + " must be at least 1");
        if (timeoutSeconds < 1)
            throw new IllegalArgumentException("timeoutSeconds of " + name + " must be at least 1");
        if (topP != null && !(topP > 0 && topP <= 1))
            throw new IllegalArgumentException(
                    "top-p of " + name + " must be in (0, 1], not " + topP);
        if (reasoningEffort != null)
            reasoningEffort =
                    line(Text.nonBlank(reasoningEffort, "reasoning-effort"), "reasoning-effort");
        if (baseUrl != null) baseUrl = new ModelServer(baseUrl, keyVariable).baseUrl();
        else if (keyVariable != null)
            throw new IllegalArgumentException(
                    "key-variable needs base-url: the key of the worker's server is a setting");
    }

    /** A model of the worker's server with the parameters that most servers know. */
    public ModelSpec(String name, double temperature, int maxTokens, int timeoutSeconds) {
        this(name, temperature, maxTokens, timeoutSeconds, null, null, null, null, null);
    }

    /** Whether equal requests get equal answers, as far as the server keeps to it. */
    public boolean deterministic() {
        return temperature != null && temperature == 0;
    }

    /** Returns the server that the project names; null for the one of the worker's settings. */
    public @Nullable ModelServer server() {
        return baseUrl == null ? null : new ModelServer(baseUrl, keyVariable);
    }

    /** Returns the name under which limits, circuits and rates of this model are kept. */
    public ModelKey key() {
        ModelServer server = server();
        return new ModelKey(name, server == null ? "" : server.toString());
    }

    public ModelSpec withTemperature(@Nullable Double other) {
        return new ModelSpec(
                name,
                other,
                maxTokens,
                timeoutSeconds,
                topP,
                reasoningEffort,
                extra,
                baseUrl,
                keyVariable);
    }

    private static String line(String text, String what) {
        if (!ControlCharacters.isLine(text))
            throw new IllegalArgumentException(
                    what + " must be one line without control characters");
        return text;
    }
}
