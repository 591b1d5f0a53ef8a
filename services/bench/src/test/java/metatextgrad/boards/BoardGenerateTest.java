package metatextgrad.boards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.cli.testing.Repository;
import metatextgrad.deploy.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed boards are what {@code services/grafana/generate} writes. */
final class BoardGenerateTest {
    private static final Path GRAFANA = Repository.ROOT.resolve("services/grafana");

    @TempDir private Path folder;

    @Test
    void shouldWriteTheCommittedBoards() {
        Tool.require("node");
        assumeTrue(
                Files.isDirectory(GRAFANA.resolve("node_modules")),
                "the SDK of Grafana is not installed: cd services/grafana && npm ci");
        Tool.Result result =
                Tool.run(List.of("node", GRAFANA.resolve("generate").toString(), "" + folder));
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(folder.resolve("ranges.json"))
                .hasSameTextualContentAs(GRAFANA.resolve("ranges.json"));
        for (Board board : Board.all()) {
            String file = board.name() + ".json";
            assertThat(folder.resolve(file))
                    .as("run services/grafana/generate")
                    .hasSameTextualContentAs(Repository.BOARDS.resolve(file));
        }
    }
}
