package metatextgrad.boards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import metatextgrad.cli.testing.Repository;
import metatextgrad.deploy.Compose;
import metatextgrad.deploy.Tool;
import metatextgrad.deploy.Yaml;
import org.junit.jupiter.api.Test;

/** Alerts, their unit tests, their runbooks, and the copy in the chart agree. */
final class AlertsTest {
    private static final String RULES = "services/prometheus/alerts.yml";
    private static final String TESTS = "services/prometheus/alerts_test.yml";
    private static final Pattern SECTION = Pattern.compile("(?m)^## (\\w+)$");

    private final Map<String, JsonNode> alerts = alerts(Yaml.read(Repository.read(RULES)));

    @Test
    void shouldFireStaySilentAndResolve() {
        Tool.require("promtool");
        Tool.Result result = Tool.run(List.of("promtool", "test", "rules", TESTS));
        assertThat(result.status()).as(result.output()).isZero();
    }

    @Test
    void shouldHaveATestOfSilenceFiringAndResolutionForEachAlert() {
        Set<String> tested = new TreeSet<>();
        for (JsonNode test : Yaml.read(Repository.read(TESTS)).path("tests")) {
            List<Boolean> fires = new ArrayList<>();
            for (JsonNode check : test.path("alert_rule_test")) {
                tested.add(check.path("alertname").asText());
                fires.add(!check.path("exp_alerts").isEmpty());
            }
            assertThat(fires).as(test.path("name").asText()).containsExactly(false, true, false);
        }
        assertThat(tested).isEqualTo(alerts.keySet());
    }

    @Test
    void shouldHaveARunbookForEachAlert() {
        List<String> sections =
                SECTION.matcher(Repository.read("docs/runbooks.md"))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertThat(sections).containsExactlyInAnyOrderElementsOf(alerts.keySet());
        alerts.forEach(
                (name, alert) -> {
                    JsonNode notes = alert.path("annotations");
                    assertThat(notes.path("runbook_url").asText())
                            .isEqualTo("docs/runbooks.md#" + name.toLowerCase(Locale.ROOT));
                    assertThat(notes.path("summary").asText()).as(name).endsWith(".");
                    assertThat(alert.path("labels").path("severity").asText())
                            .isIn("critical", "warning", "info");
                });
    }

    @Test
    void shouldReadOnlySeriesThatExist() {
        alerts.forEach(
                (name, alert) ->
                        assertThat(DeclaredSeries.in(alert.path("expr").asText()))
                                .as(name)
                                .isNotEmpty()
                                .isSubsetOf(DeclaredSeries.all()));
    }

    @Test
    void shouldBeLoadedByCompose() {
        assertThat(Yaml.texts(Compose.read().service("prometheus").path("volumes")))
                .contains("./" + RULES + ":/etc/prometheus/alerts.yml:ro");
        assertThat(
                        Yaml.texts(
                                Yaml.read(Repository.read("services/prometheus/prometheus.yml"))
                                        .path("rule_files")))
                .containsExactly("alerts.yml");
    }

    @Test
    void shouldBeARuleOfTheChartIfItIsEnabled() {
        assertThat(Repository.CHART.resolve("rules/alerts.yml"))
                .as("cp services/prometheus/alerts.yml helm/metatextgrad/rules/")
                .hasSameTextualContentAs(Repository.ROOT.resolve(RULES));
        assertThat(rules(chart())).isEmpty();
        List<JsonNode> rules =
                rules(
                        chart().set("prometheusRule.enabled", "true")
                                .set("prometheusRule.labels.release", "monitoring")
                                .set("prometheusRule.runbooks", "https://wiki.example/runbooks"));
        assertThat(rules).hasSize(1);
        JsonNode rule = rules.getFirst();
        assertThat(rule.path("metadata").path("labels").path("release").asText())
                .isEqualTo("monitoring");
        assertThat(rule.path("spec").toString())
                .isEqualTo(
                        Yaml.read(Repository.read(RULES))
                                .toString()
                                .replace("docs/runbooks.md", "https://wiki.example/runbooks"));
    }

    private static TemplateCommand chart() {
        return new Helm(Repository.CHART).template().withName("mtg").withKubeVersion("1.31");
    }

    private static List<JsonNode> rules(TemplateCommand chart) {
        return Yaml.all(chart.call()).stream()
                .filter(document -> document.path("kind").asText().equals("PrometheusRule"))
                .toList();
    }

    private static Map<String, JsonNode> alerts(JsonNode rules) {
        Map<String, JsonNode> alerts = new TreeMap<>();
        for (JsonNode group : rules.path("groups"))
            StreamSupport.stream(group.path("rules").spliterator(), false)
                    .forEach(rule -> alerts.put(rule.path("alert").asText(), rule));
        return alerts;
    }
}
