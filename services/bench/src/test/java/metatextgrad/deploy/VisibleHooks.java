package metatextgrad.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.cli.testing.Repository;

/** A copy of the chart whose hooks are ordinary resources: this Helm renders no hooks. */
final class VisibleHooks {
    static final String HOOK = "checked/hook";
    private static final Path COPY = copied(Path.of("target", "chart").toAbsolutePath());

    private VisibleHooks() {}

    /** Returns the copy. It is made once, because tests read it side by side. */
    static Path copy() {
        return COPY;
    }

    private static Path copied(Path folder) {
        try (Stream<Path> found = Files.walk(Repository.CHART)) {
            List<Path> files = found.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                Path copy = folder.resolve(Repository.CHART.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling("."));
                String text = Repository.read(file);
                Files.writeString(copy, text.replace("helm.sh/hook:", HOOK + ":"));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
