package metatextgrad.model.project;

import java.util.regex.Pattern;
import metatextgrad.model.WebAddress;
import org.jspecify.annotations.Nullable;

/**
 * A model server that a project names. It only selects one of the servers that the operator of the
 * workers lists: no record can send a key to another address (ADR 41).
 *
 * @param baseUrl with the version, such as {@code http://localhost:8000/v1}; never ends with a
 *     slash
 * @param keyVariable the environment variable of the worker with the key; null if none is needed
 */
public record ModelServer(String baseUrl, @Nullable String keyVariable) {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern SLASHES = Pattern.compile("/+$");

    public ModelServer {
        try {
            WebAddress.parse(baseUrl);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("base-url must be " + WebAddress.RULE);
        }
        baseUrl = SLASHES.matcher(baseUrl).replaceFirst("");
        if (keyVariable != null && !VARIABLE.matcher(keyVariable).matches())
            throw new IllegalArgumentException(
                    "key-variable must be the name of an environment variable, never the key itself");
    }

    @Override
    public String toString() {
        return keyVariable == null ? baseUrl : baseUrl + " " + keyVariable;
    }
}
