package metatextgrad.simulator.world;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import metatextgrad.simulator.helper.HelperNoise;
import metatextgrad.simulator.json.Yaml;

/**
 * A world file. Its sections are read apart: the world for the student alone, the public numbers
 * for the helpers, and the course of the traffic for studies of it.
 *
 * @param expect the expected results in this world, written before its first run
 */
public record WorldFile(String expect, HelperNoise helpers, World world, WorldTraffic traffic) {
    private static final List<String> KEYS = List.of("expect", "helpers", "student");
    private static final String TRAFFIC = "traffic";

    /**
     * Reads a parsed file. Missing keys get the values of {@code world-defaults.yaml}.
     *
     * @throws IOException if a key is unknown, or is missing and has no default
     */
    static WorldFile of(JsonNode file) throws IOException {
        for (String key : KEYS)
            if (!file.hasNonNull(key)) throw new IOException("the world file has no " + key);
        for (var field : file.properties()) {
            if (!KEYS.contains(field.getKey()) && !field.getKey().equals(TRAFFIC))
                throw new IOException("a world file cannot have the key " + field.getKey());
        }
        complete(
                (ObjectNode) file, Yaml.resource("/world-defaults.yaml", new TypeReference<>() {}));
        return new WorldFile(
                file.path("expect").asText(),
                Yaml.record(file.path("helpers"), HelperNoise.class),
                WorldReader.read(file.path("student")),
                Yaml.record(file.path(TRAFFIC), WorldTraffic.class));
    }

    /** A copy with another effect of descriptions. */
    public WorldFile withMetaEffect(double effect) {
        return new WorldFile(expect, helpers.withMetaEffect(effect), world, traffic);
    }

    /** A copy with another share of poisoned tasks. */
    public WorldFile withPoison(double share) {
        return new WorldFile(expect, helpers, world, traffic.withPoison(share));
    }

    /** The world after its model has changed: what helped most now helps least. */
    public WorldFile drifted() {
        return new WorldFile(expect, helpers, world.drifted(1), traffic);
    }

    /** The world at one task of this many; this one if its traffic has no course. */
    public WorldFile at(int task, int tasks) {
        double drifted = traffic.drift().share(task, tasks);
        double season = traffic.season().shift(task);
        if (drifted == 0 && season == 0) return this;
        return new WorldFile(expect, helpers, world.drifted(drifted).easier(season), traffic);
    }

    /** Adds what is missing in a file. */
    static void complete(ObjectNode given, JsonNode defaults) {
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
