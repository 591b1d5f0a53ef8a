package metatextgrad.experiments.real.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import metatextgrad.experiments.real.DataUnavailable;

/**
 * Packages of an index in the form of Debian's {@code Packages} files.
 *
 * @param described packages by {@code name,hash}, as lists of this project name them
 */
record PackageIndex(Map<String, Described> described) {
    private static final int DIGITS = 16;

    /** A package with its description in one line. */
    record Described(String name, String section, String text) {
        String key() {
            return name + "," + hash(section + " " + text);
        }
    }

    /** Returns the index of this machine. */
    static PackageIndex here() throws DataUnavailable {
        ProcessBuilder builder = new ProcessBuilder("apt-cache", "dumpavail");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            try (BufferedReader lines = process.inputReader(UTF_8)) {
                return of(lines.lines());
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            throw new DataUnavailable(
                    "the package index of Debian is needed, and apt-cache is not here: use Debian 12; the other tasks still run");
        }
    }

    /** Reads an index. The fields of a package are lines, and an empty line ends it. */
    static PackageIndex of(Stream<String> lines) {
        Map<String, Described> all = new TreeMap<>();
        Map<String, String> fields = new TreeMap<>();
        Stream.concat(lines, Stream.of(""))
                .forEach(
                        line -> {
                            int colon = line.indexOf(':');
                            if (line.isEmpty()) {
                                add(fields, all);
                                fields.clear();
                            } else if (colon > 0 && !line.startsWith(" ")) {
                                fields.put(
                                        line.substring(0, colon),
                                        line.substring(colon + 1).strip());
                            }
                        });
        return new PackageIndex(all);
    }

    private static void add(Map<String, String> fields, Map<String, Described> all) {
        String name = fields.get("Package");
        String section = fields.get("Section");
        String text = fields.get("Description");
        if (name == null || section == null || text == null) return;
        Described one = new Described(name, section, text);
        all.put(one.key(), one);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
