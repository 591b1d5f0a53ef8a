package metatextgrad.simulator.world;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import metatextgrad.simulator.helper.HelperNoise;
import metatextgrad.simulator.json.Yaml;

/**
 * A world file. Its two sections are read apart: the world for the student alone, and the public
 * numbers for the helpers.
 *
 * @param expect the expected result of a short search in this world, written before its first run
 */
public record WorldFile(String expect, HelperNoise helpers, World world) {
    private static final List<String> KEYS = List.of("expect", "helpers", "student");

    /**
     * Parses a file. Missing keys get the values of {@code world-defaults.yaml}.
     *
     * @throws IOException if a key is unknown, or is missing and has no default
     */
    public static WorldFile read(String yaml) throws IOException {
        return of(WorldYaml.tree(yaml));
    }

    static WorldFile of(JsonNode file) throws IOException {
        for (String key : KEYS)
            if (!file.hasNonNull(key)) throw new IOException("the world file has no " + key);
        for (var field : file.properties()) {
            if (!KEYS.contains(field.getKey()))
                throw new IOException("a world file cannot have the key " + field.getKey());
        }
        complete(
                (ObjectNode) file, Yaml.resource("/world-defaults.yaml", new TypeReference<>() {}));
        return new WorldFile(
                file.path("expect").asText(),
                Yaml.record(file.path("helpers"), HelperNoise.class),
                WorldReader.read(file.path("student")));
    }

    /** A copy with another effect of descriptions. */
    public WorldFile withMetaEffect(double effect) {
        return new WorldFile(expect, helpers.withMetaEffect(effect), world);
    }

    /** The world after its model has changed: what helped most now helps least. */
    public WorldFile drifted() {
        return new WorldFile(expect, helpers, world.drifted());
    }

    private static void complete(ObjectNode given, JsonNode defaults) {
        for (var field : defaults.properties()) {
            JsonNode here = given.path(field.getKey());
            if (here.isMissingNode()) {
                given.set(field.getKey(), field.getValue());
            } else if (here instanceof ObjectNode object) {
                complete(object, field.getValue());
            }
        }
    }
}
