package metatextgrad.services.gateway.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import metatextgrad.model.ProjectId;
import org.jspecify.annotations.Nullable;

/** Reads the gateway's file, as {@code docs/gateway.md} states it. */
public final class RulesFile {
    private static final YAMLMapper YAML =
            YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    private RulesFile() {}

    /**
     * Returns the rules of this file.
     *
     * @throws IllegalArgumentException with place and reason, in one line; never with a key
     */
    public static GatewayRules read(String yaml) {
        JsonNode file = tree(yaml);
        if (file.isMissingNode() || file.isNull()) return GatewayRules.NONE;
        RuleFields.known("the file", file, Set.of("keys", "projects", "oidc"));
        Map<String, GatewayKey> keys = new HashMap<>();
        Set<String> names = new HashSet<>();
        int at = 0;
        for (JsonNode key : RuleFields.list("keys", file.path("keys"))) {
            String place = "keys[%d]".formatted(at++);
            RuleFields.known(
                    place, key, Set.of("name", "sha256", "projects", "scopes", "rate", "burst"));
            String hash = RuleFields.text(place, "sha256", key).toLowerCase(Locale.ROOT);
            if (!HASH.matcher(hash).matches())
                throw new IllegalArgumentException(
                        place + ".sha256 must have 64 hexadecimal digits: the SHA-256 of the key");
            GatewayKey read = key(place, key);
            if (keys.put(hash, read) != null)
                throw new IllegalArgumentException(place + " is a key that came before");
            // Limits and repeated requests are counted by it.
            if (!names.add(read.name()))
                throw new IllegalArgumentException(
                        "%s.name is `%s`, as of a key before: give each its own"
                                .formatted(place, read.name()));
        }
        Map<ProjectId, ProjectRules> projects = new HashMap<>();
        JsonNode named = file.path("projects");
        if (!named.isObject() && !named.isMissingNode() && !named.isNull())
            throw new IllegalArgumentException("projects must be an object");
        named.properties()
                .forEach(
                        one ->
                                projects.put(
                                        RuleFields.id(one.getKey()),
                                        rules(one.getKey(), one.getValue())));
        return new GatewayRules(keys, projects, OidcSection.read(file.path("oidc")));
    }

    private static GatewayKey key(String place, JsonNode key) {
        return new GatewayKey(
                RuleFields.text(place, "name", key),
                RuleFields.rights(place, key),
                rate(place, key));
    }

    /** A burst that is not stated is a second of the rate. */
    private static @Nullable KeyRate rate(String place, JsonNode key) {
        JsonNode rate = key.path("rate");
        JsonNode burst = key.path("burst");
        if (rate.isMissingNode() && burst.isMissingNode()) return null;
        if (!(rate.isNumber() && rate.asDouble() > 0 && rate.asDouble() <= 1_000_000))
            throw new IllegalArgumentException(
                    place + ".rate must be a number of requests a second, above 0");
        if (!burst.isMissingNode() && !(burst.isInt() && burst.asInt() >= 1))
            throw new IllegalArgumentException(place + ".burst must be a whole number, 1 or more");
        int second = (int) Math.max(1, Math.ceil(rate.asDouble()));
        return new KeyRate(rate.asDouble(), burst.asInt(second));
    }

    private static ProjectRules rules(String project, JsonNode rules) {
        String place = "projects." + project;
        RuleFields.known(place, rules, Set.of("system", "sample", "model", "variables"));
        String policy = RuleFields.optional(place, "system", rules);
        JsonNode sample = rules.path("sample");
        if (!sample.isMissingNode() && !(sample.asDouble(-1) >= 0 && sample.asDouble() <= 1))
            throw new IllegalArgumentException(place + ".sample must be a number from 0 to 1");
        List<String> variables = RuleFields.texts(place + ".variables", rules.path("variables"));
        for (String name : variables)
            if (!VARIABLE.matcher(name).matches())
                throw new IllegalArgumentException(
                        place + ".variables must have letters, digits and underscores");
        return new ProjectRules(
                policy == null
                        ? ProjectRules.DEFAULT.system()
                        : RuleFields.choice(place + ".system", SystemPolicy.class, policy),
                sample.asDouble(0),
                RuleFields.optional(place, "model", rules),
                variables);
    }

    private static JsonNode tree(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            String line = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new IllegalArgumentException("is not valid YAML" + line);
        }
    }
}
