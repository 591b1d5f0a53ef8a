package metatextgrad.boards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import metatextgrad.cli.testing.Repository;

/**
 * A Grafana board, for checks without Grafana.
 *
 * @param name of its file
 * @param panels without the headings of rows
 */
public record Board(String name, JsonNode json, List<Panel> panels) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A panel, the heading of its row, and its queries. */
    public record Panel(JsonNode json, String row, String title, List<String> queries) {
        int at(String field) {
            return json.path("gridPos").path(field).asInt();
        }
    }

    /** Every board, sorted by name. */
    public static List<Board> all() {
        try (Stream<Path> files = Files.list(Repository.BOARDS)) {
            return files.sorted().map(Board::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Board read(Path file) {
        JsonNode json = json(file);
        List<Panel> panels = new ArrayList<>();
        String row = "";
        for (JsonNode panel : json.path("panels")) {
            if (panel.path("type").asText().equals("row")) {
                row = panel.path("title").asText();
                continue;
            }
            List<String> queries =
                    StreamSupport.stream(panel.path("targets").spliterator(), false)
                            .map(target -> target.path("expr").asText())
                            .toList();
            panels.add(new Panel(panel, row, panel.path("title").asText(), queries));
        }
        String name = file.getFileName().toString().replace(".json", "");
        return new Board(name, json, List.copyOf(panels));
    }

    /** Returns the panel with this title. */
    static Panel panel(String board, String title) {
        return all().stream()
                .filter(one -> one.name().equals(board))
                .flatMap(one -> one.panels().stream())
                .filter(one -> one.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(board + ": " + title));
    }

    static JsonNode json(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The queries of panels and annotations. */
    Stream<String> queries() {
        Stream<String> annotations =
                StreamSupport.stream(json.path("annotations").path("list").spliterator(), false)
                        .map(one -> one.path("expr").asText());
        return Stream.concat(
                panels.stream().flatMap(panel -> panel.queries().stream()), annotations);
    }

    /** A query with its variables replaced as Grafana replaces them. */
    static String filled(String query, String rate, String range) {
        return query.replace("$__rate_interval", rate)
                .replace("$__range", range)
                .replace("$project", ".*")
                .replace("$service", ".*")
                .replace("$split", ".*");
    }

    @Override
    public String toString() {
        return name;
    }
}
