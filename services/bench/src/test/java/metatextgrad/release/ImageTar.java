package metatextgrad.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import metatextgrad.deploy.Yaml;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A container image in a tar, as Docker loads it.
 *
 * @param config user, entry point, labels and platform
 * @param layers from the base upwards
 */
record ImageTar(JsonNode config, List<Layer> layers) {
    private static final String LICENSES = "licenses/";

    /**
     * A layer.
     *
     * @param files by their paths, without a slash at the start
     */
    record Layer(Map<String, Entry> files) {
        /** The sum of its files. */
        long bytes() {
            return files.values().stream().mapToLong(Entry::bytes).sum();
        }

        List<String> jars() {
            return files.keySet().stream()
                    .filter(path -> path.endsWith(".jar"))
                    .map(path -> path.substring(path.lastIndexOf('/') + 1))
                    .toList();
        }
    }

    /**
     * A file or a folder.
     *
     * @param mode rights, as of chmod
     * @param user its owner
     */
    record Entry(long bytes, int mode, long user) {}

    /** The tar, and the text of each file in the folder of licenses. */
    record Read(ImageTar image, Map<String, String> licenses) {}

    static Read read(Path file) throws IOException {
        Map<String, String> texts = new HashMap<>();
        Map<String, Layer> layers = new HashMap<>();
        Map<String, String> licenses = new TreeMap<>();
        try (var tar = new TarArchiveInputStream(buffered(file))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                if (entry.getName().endsWith(".json")) texts.put(entry.getName(), text(tar));
                else layers.put(entry.getName(), layer(tar, licenses));
            }
        }
        JsonNode manifest = Yaml.read(texts.get("manifest.json")).path(0);
        List<Layer> inOrder = new ArrayList<>();
        Yaml.texts(manifest.path("Layers")).forEach(name -> inOrder.add(layers.get(name)));
        JsonNode config = Yaml.read(texts.get(manifest.path("Config").asText()));
        return new Read(new ImageTar(config, inOrder), licenses);
    }

    private static Layer layer(InputStream compressed, Map<String, String> licenses)
            throws IOException {
        Map<String, Entry> files = new TreeMap<>();
        var tar = new TarArchiveInputStream(new GZIPInputStream(compressed));
        for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
            files.put(
                    entry.getName(),
                    new Entry(entry.getSize(), entry.getMode() & 0777, entry.getLongUserId()));
            if (entry.isFile() && entry.getName().startsWith(LICENSES))
                licenses.put(entry.getName().substring(LICENSES.length()), text(tar));
        }
        return new Layer(files);
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static InputStream buffered(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file));
    }
}
