package metatextgrad.cli.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that are checked. */
public final class Repository {
    public static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    public static final Path CHART = ROOT.resolve("helm/metatextgrad");
    public static final Path BOARDS = ROOT.resolve("services/grafana/boards");

    private Repository() {}

    public static String read(String path) {
        return read(ROOT.resolve(path));
    }

    public static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A version the parent pom states. */
    public static String version(String property) {
        Matcher stated =
                Pattern.compile("<" + Pattern.quote(property) + ">([^<]+)</")
                        .matcher(read("pom.xml"));
        if (!stated.find()) throw new IllegalArgumentException("no version " + property);
        return stated.group(1);
    }
}
