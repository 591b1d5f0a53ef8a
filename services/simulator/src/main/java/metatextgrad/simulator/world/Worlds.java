package metatextgrad.simulator.world;

import static java.nio.charset.StandardCharsets.UTF_8;

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
                    "structure-hurts");

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
                    : WorldFile.read(text(nameOrPath));
        } catch (IOException e) {
            throw new UnknownWorldException(
                    "cannot read world '%s': %s"
                            .formatted(nameOrPath, String.valueOf(e.getMessage()).split("\n")[0]),
                    e);
        }
    }

    private static String text(String nameOrPath) throws IOException {
        if (!BUILT_IN.contains(nameOrPath)) {
            Path file = Path.of(nameOrPath);
            if (!Files.isRegularFile(file)) {
                throw new UnknownWorldException(
                        "unknown world '%s'; the built-in worlds are %s, `random:N` is drawn, or give the path of a file"
                                .formatted(nameOrPath, String.join(", ", BUILT_IN)),
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
