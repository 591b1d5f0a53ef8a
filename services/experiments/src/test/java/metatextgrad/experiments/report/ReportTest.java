package metatextgrad.experiments.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class ReportTest {
    private static final String NASTY = "</title><script>alert(\"1\")</script> & 'x'\u0007";
    private static final String SHOWN = "</title><script>alert(\"1\")</script> & 'x'";

    @Test
    void shouldEscapeTextsEverywhere() throws Exception {
        LineageTree tree = new LineageTree(List.of(new LineageTree.Node(-1, NASTY, NASTY)), 0);
        ForestPlot forest = new ForestPlot(NASTY, List.of(new ForestPlot.Row(NASTY, .1, 0, .2)));
        CurveChart curves =
                new CurveChart(NASTY, NASTY, List.of(new CurveChart.Series(NASTY, points(.5, .6))));
        String page =
                String.join(
                        "\n",
                        new Page(NASTY)
                                .section(NASTY)
                                .paragraph(NASTY)
                                .text(List.of("| a | b |", "|---|---:|", "| x | " + NASTY + " |"))
                                .picture(tree)
                                .picture(forest)
                                .picture(curves)
                                .details(NASTY, NASTY)
                                .lines());

        assertThat(page).doesNotContain("<script").doesNotContain("\u0007");
        assertThat(texts(tree, "title")).containsExactly(SHOWN);
        assertThat(texts(tree, "text")).containsExactly(SHOWN);
        assertThat(texts(forest, "text")).contains(SHOWN);
        assertThat(texts(curves, "text")).contains(SHOWN);
    }

    @Test
    void shouldNeedNoOtherFile() {
        String page =
                String.join(
                        "\n", new Page("x").picture(new CurveChart("a", "b", List.of())).lines());
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .doesNotContainIgnoringCase("http:")
                .doesNotContainIgnoringCase("https:")
                .doesNotContain("src=", "href=", "url(", "@import")
                .contains("prefers-color-scheme: dark");
    }

    @Test
    void shouldMakeTablesOfMarkdownAndParagraphsOfTheRest() {
        assertThat(
                        String.join(
                                "",
                                new Page("x")
                                        .text(
                                                List.of(
                                                        "| method | test |",
                                                        "|---|---:|",
                                                        "| a |  |",
                                                        "",
                                                        "One line."))
                                        .lines()))
                .contains(
                        "<table><tr><th>method</th><th>test</th></tr><tr><td>a</td><td></td></tr></table>",
                        "<p>One line.</p>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0    | 2500 | 0, 500, 1,000, 1,500, 2,000, 2,500",
                "-.02 | .05  | -0.02, 0.00, 0.02, 0.04",
                ".4   | .8   | 0.4, 0.5, 0.6, 0.7, 0.8"
            })
    void shouldLabelAnAxisWithRoundNumbers(double low, double high, String labels) {
        Axis axis = Axis.over(low, high, 0, 100);
        assertThat(axis.ticks().stream().map(axis::label).toList())
                .containsExactly(labels.split(", "));
        assertThat(axis.at(low)).isZero();
        assertThat(axis.at(high)).isEqualTo(100);
    }

    @Test
    void shouldDrawABandAndACurveForEachMethodAndNamesApart() throws Exception {
        CurveChart chart =
                new CurveChart(
                        "calls",
                        "score",
                        List.of(
                                new CurveChart.Series("one", points(.5, .6)),
                                new CurveChart.Series("two", points(.5, .6))));
        assertThat(elements(chart, "polygon")).hasSize(2);
        List<Double> names =
                elements(chart, "text").stream()
                        .filter(text -> text.getAttribute("class").startsWith("name"))
                        .map(text -> Double.valueOf(text.getAttribute("y")))
                        .sorted()
                        .toList();
        assertThat(names.get(1) - names.get(0)).isGreaterThanOrEqualTo(15);
    }

    @Test
    void shouldColorIntervalsByTheirSideOfZero() throws Exception {
        ForestPlot plot =
                new ForestPlot(
                        "minus",
                        List.of(
                                new ForestPlot.Row("a", .1, .05, .2),
                                new ForestPlot.Row("b", 0, -.1, .1),
                                new ForestPlot.Row("c", -.2, -.3, -.1)));
        assertThat(elements(plot, "circle"))
                .extracting(circle -> circle.getAttribute("class"))
                .containsExactly("estimate above", "estimate around", "estimate below");
        assertThat(texts(plot, "text")).contains("+0.100 [+0.050, +0.200]");
    }

    /** Seed with two children; the first has a child. The second begins a row of its own. */
    @Test
    void shouldGiveEachBranchItsRowAndMarkTheWayToTheBest() throws Exception {
        LineageTree tree =
                new LineageTree(
                        List.of(
                                new LineageTree.Node(-1, "seed", ""),
                                new LineageTree.Node(0, "a", ""),
                                new LineageTree.Node(0, "b", ""),
                                new LineageTree.Node(1, "c", "")),
                        2);
        assertThat(elements(tree, "rect"))
                .extracting(
                        box ->
                                box.getAttribute("x")
                                        + " "
                                        + box.getAttribute("y")
                                        + " "
                                        + box.getAttribute("class"))
                .containsExactly(
                        "14.0 14.0 box way",
                        "132.0 14.0 box",
                        "132.0 48.0 box best",
                        "250.0 14.0 box");
        assertThat(elements(tree, "path"))
                .extracting(edge -> edge.getAttribute("class"))
                .containsExactly("edge", "edge way", "edge");
    }

    @Test
    void shouldRefuseAParentBehindItsChild() {
        assertThatThrownBy(() -> new LineageTree(List.of(new LineageTree.Node(0, "loop", "")), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<CurveChart.Point> points(double first, double last) {
        return List.of(
                new CurveChart.Point(0, first, first - .1, first + .1),
                new CurveChart.Point(100, last, last - .1, last + .1));
    }

    private static List<String> texts(Picture picture, String name) throws Exception {
        return elements(picture, name).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Picture picture, String name) throws Exception {
        Document svg =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(picture.svg().getBytes(UTF_8)));
        NodeList found = svg.getElementsByTagName(name);
        return java.util.stream.IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
