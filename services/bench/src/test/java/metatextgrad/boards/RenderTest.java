package metatextgrad.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import metatextgrad.cli.testing.Repository;
import metatextgrad.deploy.Tool;
import org.junit.jupiter.api.Test;

/** {@code services/grafana/render}, which draws the boards without Grafana. */
final class RenderTest {
    private static final Path PICTURES = Repository.ROOT.resolve("docs/img");

    /** A value of each unit that the boards have, and its text. */
    private static final TreeMap<String, String> TEXTS = new TreeMap<>();

    static {
        TEXTS.put("short 1234", "1.23 K");
        TEXTS.put("percentunit 0.7833", "78.3%");
        TEXTS.put("currencyUSD 2.154", "$2.15");
        TEXTS.put("s 93", "1.55 min");
        TEXTS.put("ms 12", "12 ms");
        TEXTS.put("bytes 1572864", "1.5 MiB");
        TEXTS.put("Bps 2048", "2 KiB/s");
    }

    @Test
    void shouldWriteValuesInTheUnitsOfTheBoards() {
        Tool.require("node");
        Set<String> units =
                Board.all().stream()
                        .flatMap(board -> board.panels().stream())
                        .map(panel -> panel.json().path("fieldConfig").path("defaults"))
                        .map(defaults -> defaults.path("unit").asText())
                        .collect(Collectors.toSet());
        assertThat(TEXTS.keySet())
                .extracting(value -> value.split(" ")[0])
                .containsExactlyInAnyOrderElementsOf(units);
        String script =
                "const {format} = require('./services/grafana/picture/units');"
                        + "for (const one of process.argv.slice(1)) {"
                        + "const [unit, value] = one.split(' ');"
                        + "console.log(format(unit, Number(value))); }";
        List<String> command = new ArrayList<>(List.of("node", "-e", script));
        command.addAll(TEXTS.keySet());
        Tool.Result result = Tool.run(command);
        assertThat(result.output().lines()).containsExactlyElementsOf(TEXTS.values());
    }

    @Test
    void shouldHaveAPictureOfEachBoardInAPage() {
        String pages = Repository.read("README.md") + Repository.read("docs/operations.md");
        for (Board board : Board.all()) {
            assertThat(Files.exists(PICTURES.resolve(board.name() + ".png")))
                    .as(board.name())
                    .isTrue();
            assertThat(pages).contains("img/" + board.name() + ".png");
        }
    }
}
