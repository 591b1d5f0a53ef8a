package metatextgrad.services.gateway.tables;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of one kind on disk, one file per project. A file is replaced as a whole, so a crash
 * leaves the old or the new one. A disk that fails changes nothing but the log.
 */
final class TableFolder {
    private static final Logger LOG = LoggerFactory.getLogger(TableFolder.class);
    private static final String END = ".json";

    private final Path folder;
    private boolean failing;

    TableFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns the text of each file, in no order. */
    List<String> read() {
        List<String> texts = new ArrayList<>();
        if (!Files.isDirectory(folder)) return texts;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + END)) {
            for (Path file : files) texts.add(Files.readString(file));
        } catch (IOException e) {
            LOG.warn("cannot read {}: {}", folder, e.toString());
        }
        return texts;
    }

    synchronized void write(ProjectId project, String text) {
        String name = ContentHash.of("gateway-table", project);
        Path next = folder.resolve(name + ".next");
        try {
            Files.createDirectories(folder);
            Files.write(next, text.getBytes(UTF_8));
            try (FileChannel file = FileChannel.open(next, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            Files.move(
                    next,
                    folder.resolve(name + END),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            failing = false;
        } catch (IOException e) {
            if (!failing) LOG.warn("cannot keep tables in {}: {}", folder, e.toString());
            failing = true;
        }
    }
}
