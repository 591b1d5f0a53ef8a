package metatextgrad.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import metatextgrad.cli.testing.Repository;
import metatextgrad.ops.Metrics;
import metatextgrad.ops.Series;

/** A Grafana board, for checks without Grafana. */
record Board(JsonNode json, List<Panel> panels) {
    private static final Pattern OWN = Pattern.compile("\\bmtg_[a-z_]+");

    /** A panel and its queries. */
    record Panel(JsonNode json, String title, List<String> queries) {
        int at(String field) {
            return json.path("gridPos").path(field).asInt();
        }
    }

    static Board read() {
        try {
            JsonNode json = new ObjectMapper().readTree(Repository.BOARD.toFile());
            List<Panel> panels = new ArrayList<>();
            for (JsonNode panel : json.path("panels")) {
                List<String> queries =
                        StreamSupport.stream(panel.path("targets").spliterator(), false)
                                .map(target -> target.path("expr").asText())
                                .toList();
                panels.add(new Panel(panel, panel.path("title").asText(), queries));
            }
            return new Board(json, List.copyOf(panels));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every query, with its variables replaced as Grafana replaces them. */
    static String filled(String query, String rate, String range) {
        return query.replace("$__rate_interval", rate)
                .replace("$__range", range)
                .replace("$project", ".*")
                .replace("$split", ".*");
    }

    /** Names in a query that begin like our meters. */
    static List<String> own(String query) {
        return OWN.matcher(query)
                .results()
                .map(found -> found.group())
                .distinct()
                .sorted()
                .toList();
    }

    /** The meter behind each series. */
    static Map<String, Metrics> series() {
        Map<String, Metrics> series = new LinkedHashMap<>();
        for (Metrics metric : Metrics.values()) {
            Series.of(metric).forEach(name -> series.put(name, metric));
        }
        return series;
    }
}
