package metatextgrad.simulator.world;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import metatextgrad.simulator.helper.HelperNoise;
import metatextgrad.simulator.json.Yaml;

import java.io.IOException;
import java.util.List;

/**
 * A world file, split in two before anything of it is read: the world, for the student alone, and
 * the public numbers of the helpers, which have a reader of their own.
 *
 * @param expect what a short search should find in this world, written before its first run
 */
public record WorldFile(String expect, HelperNoise helpers, World world) {
    private static final List<String> KEYS = List.of("expect", "helpers", "student");

    /**
     * Reads a file. A misspelt key is an error, and so is a missing one that {@code
     * world-defaults.yaml} does not have.
     */
    public static WorldFile read(String yaml) throws IOException {
        return of(WorldYaml.tree(yaml));
    }

    static WorldFile of(JsonNode file) throws IOException {
        for (String key : KEYS) {
            if (!file.hasNonNull(key)) {
                throw new IOException("the world file lacks " + key);
            }
        }
        for (var field : file.properties()) {
            if (!KEYS.contains(field.getKey())) {
                throw new IOException("a world file has no " + field.getKey());
            }
        }
        complete(
                (ObjectNode) file, Yaml.resource("/world-defaults.yaml", new TypeReference<>() {}));
        return new WorldFile(
                file.path("expect").asText(),
                Yaml.record(file.path("helpers"), HelperNoise.class),
                WorldReader.read(file.path("student")));
    }

    /** The same world, where descriptions do more or less. */
    public WorldFile withMetaEffect(double effect) {
        return new WorldFile(expect, helpers.withMetaEffect(effect), world);
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
