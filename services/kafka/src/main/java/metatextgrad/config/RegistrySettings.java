package metatextgrad.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Credentials and certificate authorities of the schema registry, as the user set them; null is not
 * set. No message contains a password.
 */
record RegistrySettings(
        @Nullable String user,
        @Nullable String password,
        @Nullable String tokenUrl,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String scope,
        @Nullable Path truststore,
        @Nullable String truststorePassword) {
    private static final String USER = "apicurio.registry.auth.username";
    private static final String PASSWORD = "apicurio.registry.auth.password";
    private static final String TOKEN_URL = "apicurio.registry.auth.service.token.endpoint";
    private static final String CLIENT_ID = "apicurio.registry.auth.client.id";
    private static final String CLIENT_SECRET = "apicurio.registry.auth.client.secret";
    private static final String SCOPE = "apicurio.registry.auth.client.scope";
    private static final String STORE = "apicurio.registry.tls.truststore.location";
    private static final String STORE_TYPE = "apicurio.registry.tls.truststore.type";
    private static final String STORE_PASSWORD = "apicurio.registry.tls.truststore.password";

    private static final Map<String, String> TYPES =
            Map.of("pem", "PEM", "crt", "PEM", "p12", "PKCS12", "pfx", "PKCS12", "jks", "JKS");

    /** Returns the passwords in properties of the registry's client. */
    static List<String> secrets(Map<String, String> properties) {
        return Stream.of(PASSWORD, CLIENT_SECRET, STORE_PASSWORD)
                .map(properties::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /**
     * Returns the properties of the registry's client.
     *
     * @param problems accepts a line for each setting that lacks another, or excludes another
     */
    Map<String, String> properties(List<String> problems) {
        checkCredentials(problems);
        String type = type(problems);
        Map<String, String> properties = new TreeMap<>();
        put(properties, USER, user);
        put(properties, PASSWORD, password);
        put(properties, TOKEN_URL, tokenUrl);
        put(properties, CLIENT_ID, clientId);
        put(properties, CLIENT_SECRET, clientSecret);
        put(properties, SCOPE, scope);
        put(properties, STORE, truststore == null ? null : truststore.toString());
        put(properties, STORE_TYPE, type);
        put(properties, STORE_PASSWORD, truststorePassword);
        return properties;
    }

    private void checkCredentials(List<String> problems) {
        if ((user == null) != (password == null))
            problems.add(
                    "MTG_REGISTRY_USER and MTG_REGISTRY_PASSWORD need each other: set both or neither");
        if (Stream.of(tokenUrl, clientId, clientSecret).filter(Objects::nonNull).count() % 3 != 0)
            problems.add(
                    "MTG_REGISTRY_TOKEN_URL, MTG_REGISTRY_CLIENT_ID and MTG_REGISTRY_CLIENT_SECRET need each other: set all or none");
        if (user != null && tokenUrl != null)
            problems.add(
                    "both MTG_REGISTRY_USER and MTG_REGISTRY_TOKEN_URL are set: keep one way to authenticate");
        if (scope != null && tokenUrl == null)
            problems.add("MTG_REGISTRY_SCOPE needs MTG_REGISTRY_TOKEN_URL: set it, or remove both");
    }

    /** Returns the type of the truststore by the ending of its name; null without a truststore. */
    private @Nullable String type(List<String> problems) {
        if (truststore == null) {
            if (truststorePassword != null)
                problems.add(
                        "MTG_REGISTRY_TRUSTSTORE_PASSWORD needs MTG_REGISTRY_TRUSTSTORE: set it, or remove both");
            return null;
        }
        String name = truststore.toString().toLowerCase(Locale.ROOT);
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        String wrong =
                type == null
                        ? "must end in .pem, .crt, .p12, .pfx or .jks"
                        : !Files.isReadable(truststore)
                                ? "does not exist or cannot be read"
                                : !type.equals("PEM") && truststorePassword == null
                                        ? "needs MTG_REGISTRY_TRUSTSTORE_PASSWORD"
                                        : null;
        if (wrong != null)
            problems.add("MTG_REGISTRY_TRUSTSTORE is '%s', which %s".formatted(truststore, wrong));
        return type;
    }

    private static void put(Map<String, String> properties, String key, @Nullable String value) {
        if (value != null) properties.put(key, value);
    }
}
