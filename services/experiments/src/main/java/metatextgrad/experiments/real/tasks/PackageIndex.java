package metatextgrad.experiments.real.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import metatextgrad.experiments.real.DataUnavailable;

/** The packages of an index in the form of Debian's {@code Packages} files. */
record PackageIndex(List<Described> packages) {
    private static final int DIGITS = 16;
    private static final String USE = "use::";

    PackageIndex {
        packages = List.copyOf(packages);
    }

    /**
     * A package with its description in one line.
     *
     * @param uses what its tags state that it is used for
     */
    record Described(String name, String section, List<String> uses, String text) {
        Described {
            uses = List.copyOf(uses);
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

    /**
     * Reads an index. The fields of a package are lines, and an empty line ends it. A line that
     * begins with a blank continues the field before it.
     */
    static PackageIndex of(Stream<String> lines) {
        List<Described> all = new ArrayList<>();
        Map<String, String> fields = new TreeMap<>();
        String[] field = {""};
        Stream.concat(lines, Stream.of(""))
                .forEach(
                        line -> {
                            int colon = line.indexOf(':');
                            if (line.isEmpty()) {
                                add(fields, all);
                                fields.clear();
                            } else if (line.startsWith(" ")) {
                                if (field[0].equals("Tag"))
                                    fields.merge("Tag", line, String::concat);
                            } else if (colon > 0) {
                                field[0] = line.substring(0, colon);
                                fields.put(field[0], line.substring(colon + 1).strip());
                            }
                        });
        return new PackageIndex(all);
    }

    private static void add(Map<String, String> fields, List<Described> all) {
        String name = fields.get("Package");
        String section = fields.get("Section");
        String text = fields.get("Description");
        if (name == null || section == null || text == null) return;
        List<String> uses =
                Arrays.stream(fields.getOrDefault("Tag", "").split(","))
                        .map(String::strip)
                        .filter(tag -> tag.startsWith(USE))
                        .map(tag -> tag.substring(USE.length()))
                        .toList();
        all.add(new Described(name, section, uses, text));
    }

    /** Returns the packages by {@code name,hash}, as the lists of this project name them. */
    Map<String, Described> byKey(Function<Described, String> answer) {
        Map<String, Described> keys = new TreeMap<>();
        for (Described one : packages)
            keys.put(one.name() + "," + hash(answer.apply(one) + " " + one.text()), one);
        return keys;
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
