package metatextgrad.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import metatextgrad.cli.testing.Readme;

/** The files of the repository that people read. */
final class Sources {
    private static final Set<String> SKIPPED =
            Set.of("target", ".git", ".fast", "node_modules", "mutations", "released");
    private static final Set<String> SCRIPTS = Set.of("mtg", "run", "conformance", ".env.example");
    private static final List<String> ENDINGS =
            List.of(".java", ".md", ".avsc", ".yml", ".yaml", ".sh", ".tpl", "NOTES.txt");

    private Sources() {}

    /** The files below a file or folder of the repository, in the order of their names. */
    static List<Path> below(String root) {
        Path start = Readme.ROOT.resolve(root).normalize();
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Sources::isRead)
                    .filter(file -> Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path in the repository, such as {@code docs/index.md}. */
    static String name(Path file) {
        return Readme.ROOT.relativize(file).toString();
    }

    private static boolean isRead(Path file) {
        for (Path part : Readme.ROOT.relativize(file))
            if (SKIPPED.contains(part.toString())) return false;
        String last = file.getFileName().toString();
        return SCRIPTS.contains(last) || ENDINGS.stream().anyMatch(last::endsWith);
    }
}
