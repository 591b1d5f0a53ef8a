package metatextgrad.services.gateway.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import metatextgrad.model.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway's file states. Immutable.
 *
 * @param keys by the SHA-256 of their text, in lower-case hexadecimal
 * @param oidc how people sign in to the console; null if they do so by key alone
 */
public record GatewayRules(
        Map<String, GatewayKey> keys,
        Map<ProjectId, ProjectRules> projects,
        @Nullable OidcRules oidc) {
    /** Without a file there is no gateway key, and every project has the default rules. */
    public static final GatewayRules NONE = new GatewayRules(Map.of(), Map.of(), null);

    public GatewayRules {
        keys = Map.copyOf(keys);
        projects = Map.copyOf(projects);
    }

    /** Returns the key with this text; empty if there is none, for example after its removal. */
    public Optional<GatewayKey> key(String text) {
        return Optional.ofNullable(keys.get(hash(text)));
    }

    public ProjectRules of(ProjectId project) {
        return projects.getOrDefault(project, ProjectRules.DEFAULT);
    }

    /** Returns the hash under which the file has a key. Keys are random, so they need no salt. */
    public static String hash(String key) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
