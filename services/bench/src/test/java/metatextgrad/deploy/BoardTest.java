package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import metatextgrad.cli.testing.Repository;
import metatextgrad.deploy.Board.Panel;
import metatextgrad.ops.Metrics;
import org.junit.jupiter.api.Test;

final class BoardTest {
    /** Meters that no board shows. */
    private static final Set<Metrics> HIDDEN =
            EnumSet.of(
                    Metrics.PARAMETERS_REFUSED,
                    Metrics.BUILD_INFO,
                    Metrics.READY,
                    Metrics.SEED_SCORE,
                    Metrics.RUNS_OPEN,
                    Metrics.RUNS_OLDEST,
                    Metrics.WINDOW_TASKS,
                    Metrics.WINDOW_SIZE,
                    Metrics.POOL_TASKS,
                    Metrics.CONTEST_TASKS,
                    Metrics.CONTEST_EVIDENCE,
                    Metrics.CONTEST_NEEDED,
                    Metrics.CONTEST_GAIN,
                    Metrics.CONTEST_STAGE,
                    Metrics.CONTEST_IDLE,
                    Metrics.SERVED_SHARE,
                    Metrics.SERVED_CHANGES,
                    Metrics.MODEL_CALLS,
                    Metrics.REQUEST_OLDEST,
                    Metrics.DAY_SPENT,
                    Metrics.DAY_LIMIT,
                    Metrics.PRICES_AGE,
                    Metrics.LABELS_CAPPED);

    /** Shows counts since the services started, as its title states. */
    private static final Set<String> COUNTS = Set.of("Dead letters by topic and reason");

    private static final String SOURCE = "${datasource}";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");

    private final Board board = Board.read();

    @Test
    void shouldBeABoardOfThisProduct() {
        assertThat(board.json().path("uid").asText()).isEqualTo("mtg-learning");
        assertThat(board.json().path("title").asText()).isEqualTo("Learning");
        assertThat(board.json().path("schemaVersion").asInt()).isEqualTo(39);
        assertThat(board.json().path("editable").asBoolean()).isTrue();
        assertThat(board.json().has("id")).isFalse();
    }

    @Test
    void shouldDescribeEachPanel() {
        for (Panel panel : board.panels()) {
            assertThat(panel.title()).isNotBlank();
            assertThat(panel.json().path("description").asText()).as(panel.title()).endsWith(".");
            assertThat(panel.json().path("fieldConfig").path("defaults").path("unit").asText())
                    .as(panel.title())
                    .isNotBlank();
            assertThat(panel.queries()).as(panel.title()).isNotEmpty();
        }
    }

    @Test
    void shouldTakeTheDataSourceFromAVariable() {
        for (Panel panel : board.panels()) {
            assertThat(panel.json().path("datasource").path("uid").asText()).isEqualTo(SOURCE);
            for (JsonNode target : panel.json().path("targets"))
                assertThat(target.path("datasource").path("uid").asText()).isEqualTo(SOURCE);
        }
        JsonNode first = board.json().path("templating").path("list").path(0);
        assertThat(first.path("type").asText()).isEqualTo("datasource");
        JsonNode provisioned =
                Yaml.read(
                                Repository.read(
                                        "services/grafana/provisioning/datasources/prometheus.yml"))
                        .path("datasources")
                        .path(0);
        assertThat(provisioned.path("uid")).isEqualTo(first.path("current").path("value"));
    }

    @Test
    void shouldUseOnlyVariablesThatExist() {
        Set<String> known = new TreeSet<>(Set.of("__rate_interval", "__range"));
        for (JsonNode variable : board.json().path("templating").path("list"))
            known.add(variable.path("name").asText());
        VARIABLE.matcher(board.json().path("panels").toString())
                .results()
                .forEach(used -> assertThat(known).contains(used.group(1)));
    }

    @Test
    void shouldLayPanelsSideBySide() {
        Set<Integer> ids = new HashSet<>();
        Set<List<Integer>> cells = new HashSet<>();
        for (Panel panel : board.panels()) {
            assertThat(ids.add(panel.json().path("id").asInt()))
                    .as("id of " + panel.title())
                    .isTrue();
            assertThat(panel.at("x") + panel.at("w")).isLessThanOrEqualTo(24);
            for (int x = panel.at("x"); x < panel.at("x") + panel.at("w"); x++)
                for (int y = panel.at("y"); y < panel.at("y") + panel.at("h"); y++)
                    assertThat(cells.add(List.of(x, y))).as(panel.title() + " overlaps").isTrue();
        }
    }

    @Test
    void shouldShowEveryMeterOrDeclareItHidden() {
        Set<Metrics> shown = EnumSet.copyOf(HIDDEN);
        Map<String, Metrics> series = Board.series();
        for (Panel panel : board.panels()) {
            for (String query : panel.queries()) {
                assertThat(series.keySet()).as(panel.title()).containsAll(Board.own(query));
                Board.own(query).stream().map(series::get).forEach(shown::add);
            }
        }
        assertThat(shown).isEqualTo(EnumSet.allOf(Metrics.class));
    }

    @Test
    void shouldTurnCountersIntoRates() {
        Pattern bare = Pattern.compile("_total(?!\\[|\\w| unless| offset)");
        for (Panel panel : board.panels()) {
            if (COUNTS.contains(panel.title())) continue;
            assertThat(panel.queries())
                    .as(panel.title())
                    .noneMatch(query -> bare.matcher(query).find());
        }
    }

    @Test
    void shouldBeTheHomeOfGrafanaAndTheSameInTheChart() {
        Compose compose = Compose.read();
        assertThat(
                        compose.environment("grafana")
                                .path("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
                                .asText())
                .isEqualTo("/etc/grafana/boards/learning.json");
        assertThat(Yaml.texts(compose.service("grafana").path("volumes")))
                .contains("./services/grafana/boards:/etc/grafana/boards:ro");
        assertThat(Repository.read("services/grafana/provisioning/dashboards/boards.yml"))
                .contains("path: /etc/grafana/boards");
        assertThat(Repository.CHART.resolve("boards/learning.json"))
                .as("cp services/grafana/boards/*.json helm/metatextgrad/boards/")
                .hasSameTextualContentAs(Repository.BOARD);
    }
}
