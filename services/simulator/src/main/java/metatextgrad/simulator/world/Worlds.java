package metatextgrad.simulator.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds built-in worlds, random worlds and worlds in files. */
public final class Worlds {
    public static final List<String> BUILT_IN =
            List.of(
                    "base-best",
                    "brittle",
                    "ceiling",
                    "defect",
                    "demo",
                    "examples-help",
                    "format-only",
                    "items-alike",
                    "items-differ",
                    "knowledge",
                    "long-costs",
                    "memorise",
                    "meta-helps",
                    "meta-inert",
                    "noisy-judge",
                    "null",
                    "patterns",
                    "rewrites-forget",
                    "structure-helps",
                    "structure-hurts",
                    "weak-critic");

    /** Worlds whose model, season or tasks change while traffic arrives. */
    public static final List<String> OVER_TIME =
            List.of("drift-abrupt", "drift-gradual", "poisoned", "poisoned-briefly", "seasonal");

    private static final Pattern DRAWN = Pattern.compile("random:(\\d{1,9})");

    private Worlds() {}

    /**
     * Finds a world by name or by the path of its file; {@code random:7} is drawn.
     *
     * @throws UnknownWorldException if there is no such world, or its file is invalid
     */
    public static WorldFile find(String nameOrPath) {
        Matcher drawn = DRAWN.matcher(nameOrPath);
        try {
            return drawn.matches()
                    ? WorldFile.of(RandomWorld.of(Long.parseLong(drawn.group(1))))
                    : WorldFile.of(tree(nameOrPath));
        } catch (IOException e) {
            throw new UnknownWorldException(
                    "cannot read world '%s': %s"
                            .formatted(nameOrPath, String.valueOf(e.getMessage()).split("\n")[0]),
                    e);
        }
    }

    /** A file that is like a built-in world has the keys of that world where it has none. */
    private static JsonNode tree(String nameOrPath) throws IOException {
        JsonNode read = WorldYaml.tree(text(nameOrPath));
        if (!(read instanceof ObjectNode file) || !file.hasNonNull("expect")) return read;
        JsonNode like = file.remove("like");
        if (like == null) return file;
        if (!isBuiltIn(like.asText()))
            throw new IOException("like names no built-in world: " + like.asText());
        WorldFile.complete(file, tree(like.asText()));
        return file;
    }

    private static boolean isBuiltIn(String name) {
        return BUILT_IN.contains(name) || OVER_TIME.contains(name);
    }

    private static String text(String nameOrPath) throws IOException {
        if (!isBuiltIn(nameOrPath)) {
            Path file = Path.of(nameOrPath);
            if (!Files.isRegularFile(file)) {
                throw new UnknownWorldException(
                        "unknown world '%s'; the built-in worlds are %s, and those that change over time %s; `random:N` is drawn, or give the path of a file"
                                .formatted(
                                        nameOrPath,
                                        String.join(", ", BUILT_IN),
                                        String.join(", ", OVER_TIME)),
                        null);
            }
            return Files.readString(file);
        }
        try (InputStream in = Worlds.class.getResourceAsStream("/worlds/" + nameOrPath + ".yaml")) {
            if (in == null) throw new IOException("its resource is missing");
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
