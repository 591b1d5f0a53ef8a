package metatextgrad.boards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import metatextgrad.boards.Board.Panel;
import metatextgrad.cli.testing.Repository;
import metatextgrad.deploy.Compose;
import metatextgrad.deploy.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BoardTest {
    private static final String BOARDS = "metatextgrad.boards.Board#all";

    /** Show counts since the services started, as their descriptions state. */
    private static final Set<String> COUNTS =
            Set.of(
                    "Dead letters by topic and reason",
                    "Parameters refused",
                    "Labels beyond their limit");

    private static final String SOURCE = "${datasource}";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");
    private static final Pattern COUNTER = Pattern.compile("_total(?!\\[|\\w|\\{[^}]*}\\[)");

    @ParameterizedTest
    @MethodSource(BOARDS)
    void shouldBeABoardOfThisProduct(Board board) {
        assertThat(board.json().path("uid").asText()).isEqualTo("mtg-" + board.name());
        assertThat(board.json().path("title").asText()).isNotBlank();
        assertThat(board.json().path("description").asText()).endsWith(".");
        assertThat(board.json().path("schemaVersion").asInt()).isEqualTo(42);
        assertThat(board.json().path("editable").asBoolean()).isTrue();
        assertThat(board.json().path("refresh").asText()).isEqualTo("10s");
        assertThat(board.json().has("id")).isFalse();
        assertThat(board.json().path("panels").path(0).path("type").asText()).isEqualTo("row");
    }

    @ParameterizedTest
    @MethodSource(BOARDS)
    void shouldDescribeEachPanel(Board board) {
        for (Panel panel : board.panels()) {
            assertThat(panel.title()).isNotBlank();
            assertThat(panel.json().path("description").asText()).as(panel.title()).endsWith(".");
            assertThat(panel.json().path("fieldConfig").path("defaults").path("unit").asText())
                    .as(panel.title())
                    .isNotBlank();
            assertThat(panel.queries()).as(panel.title()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(BOARDS)
    void shouldTakeTheDataSourceFromAVariable(Board board) {
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

    @ParameterizedTest
    @MethodSource(BOARDS)
    void shouldUseExactlyTheVariablesThatExist(Board board) {
        Set<String> known = new TreeSet<>(Set.of("__rate_interval", "__range"));
        Set<String> own = new TreeSet<>();
        for (JsonNode variable : board.json().path("templating").path("list"))
            own.add(variable.path("name").asText());
        Set<String> used =
                VARIABLE.matcher(
                                board.json().path("panels").toString()
                                        + board.json().path("annotations"))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).containsAll(own);
        known.addAll(own);
        assertThat(known).containsAll(used);
    }

    @ParameterizedTest
    @MethodSource(BOARDS)
    void shouldLayPanelsSideBySide(Board board) {
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

    @ParameterizedTest
    @MethodSource(BOARDS)
    void shouldTurnCountersIntoRates(Board board) {
        for (Panel panel : board.panels()) {
            if (COUNTS.contains(panel.title())) continue;
            assertThat(panel.queries())
                    .as(panel.title())
                    .noneMatch(
                            query ->
                                    COUNTER.matcher(query.replaceAll(" unless \\S+ offset", ""))
                                                    .results()
                                                    .count()
                                            > (query.contains(" unless ") ? 1 : 0));
        }
    }

    @ParameterizedTest
    @MethodSource(BOARDS)
    void shouldLinkToTheOtherBoards(Board board) {
        Set<String> others =
                Board.all().stream()
                        .map(Board::name)
                        .filter(name -> !name.equals(board.name()))
                        .map(name -> "/d/mtg-" + name)
                        .collect(Collectors.toSet());
        List<String> links =
                board.json().path("links").findValuesAsText("url").stream().sorted().toList();
        assertThat(links).containsExactlyInAnyOrderElementsOf(others);
        assertThat(
                        board.panels().stream()
                                .flatMap(panel -> panel.json().findValuesAsText("url").stream()))
                .isSubsetOf(others);
    }

    /** {@link PanelsMoveTest} causes the faults. */
    @Test
    void shouldHaveAFaultForEachRow() {
        Set<String> moved =
                Arrays.stream(PanelFault.values())
                        .flatMap(fault -> fault.moves().stream())
                        .map(
                                move ->
                                        move.board()
                                                + ": "
                                                + Board.panel(move.board(), move.panel()).row())
                        .collect(Collectors.toSet());
        Set<String> rows =
                Board.all().stream()
                        .flatMap(
                                board ->
                                        board.panels().stream()
                                                .map(panel -> board.name() + ": " + panel.row()))
                        .collect(Collectors.toSet());
        assertThat(moved).isEqualTo(rows);
    }

    @Test
    void shouldShowEverySeries() {
        Set<String> shown =
                Board.all().stream()
                        .flatMap(Board::queries)
                        .flatMap(query -> DeclaredSeries.in(query).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(DeclaredSeries.all()).containsAll(shown);
        assertThat(DeclaredSeries.withoutParts(shown))
                .isEqualTo(DeclaredSeries.withoutParts(DeclaredSeries.all()));
    }

    @Test
    void shouldHaveAHomeAndTheSameFilesInTheChart() {
        Compose compose = Compose.read();
        assertThat(
                        compose.environment("grafana")
                                .path("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
                                .asText())
                .isEqualTo("/etc/grafana/boards/overview.json");
        assertThat(Yaml.texts(compose.service("grafana").path("volumes")))
                .contains("./services/grafana/boards:/etc/grafana/boards:ro");
        assertThat(Repository.read("services/grafana/provisioning/dashboards/boards.yml"))
                .contains("path: /etc/grafana/boards");
        for (Board board : Board.all())
            assertThat(Repository.CHART.resolve("boards/" + board.name() + ".json"))
                    .as("cp services/grafana/boards/*.json helm/metatextgrad/boards/")
                    .hasSameTextualContentAs(Repository.BOARDS.resolve(board.name() + ".json"));
    }
}
