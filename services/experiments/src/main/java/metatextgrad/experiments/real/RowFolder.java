package metatextgrad.experiments.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The filled cells, a file of JSON each. They are committed. */
public record RowFolder(Path path) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DefaultPrettyPrinter LINES =
            new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    /** Returns the row of a cell; empty if the cell is not filled. */
    public Optional<StudyRow> read(StudyCell cell) {
        Path file = file(cell);
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /** Returns all rows, in the order of their files. */
    public List<StudyRow> all() {
        List<StudyRow> rows = new ArrayList<>();
        if (!Files.isDirectory(path)) return rows;
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.sorted().toList())
                if (file.toString().endsWith(".json")) rows.add(read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    /** Writes a row as a whole or not at all. */
    public Path write(StudyCell cell, StudyRow row) {
        try {
            Files.createDirectories(path);
            Path file = file(cell);
            Path next = path.resolve(cell.file() + ".new");
            Files.writeString(next, MAPPER.writer(LINES).writeValueAsString(row) + "\n", UTF_8);
            return Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(StudyCell cell) {
        return path.resolve(cell.file() + ".json");
    }

    private static StudyRow read(Path file) {
        try {
            return MAPPER.readValue(Files.readString(file, UTF_8), StudyRow.class);
        } catch (IOException e) {
            throw new UncheckedIOException("%s is no row: %s".formatted(file, e.getMessage()), e);
        }
    }
}
