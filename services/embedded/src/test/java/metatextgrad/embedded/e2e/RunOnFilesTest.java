package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import metatextgrad.cli.Main;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mtg run} on the files of BIG-Bench Hard, which this repository may not contain. */
@Tag("broker")
final class RunOnFilesTest {
    private static final Map<String, String> FILES =
            Map.of(
                    "dyck", "dyck_languages.json",
                    "object-counting", "object_counting.json");
    private static final String SMALLER =
            """
            prompt-rounds: 1
            optimizers:
              - name: tgd
                phases: [{steps: 2}]
            budget: {calls: 900}
            """;

    @TempDir private Path temp;

    @BeforeAll
    static void haveFiles() {
        for (String name : FILES.values())
            assumeTrue(Files.exists(file(name)), "../shared/data/bbh/" + name + " is not there");
    }

    @Test
    void shouldImproveAProgramThatCanBeImproved() throws Exception {
        JsonNode run = new ObjectMapper().readTree(run("object-counting", "demo", "json").out());
        assertThat(run.get("verdict").asText()).isEqualTo("better");
    }

    @Test
    void shouldKeepTheSeedProgramIfNoChangeHelps() throws Exception {
        assertThat(run("dyck", "null", "table").out().lines().toList())
                .last()
                .isEqualTo("No gain: keep the seed program.");
    }

    private MtgCommand.Ended run(String family, String world, String output) throws Exception {
        Path project = Files.writeString(temp.resolve(family + ".yaml"), project(family));
        String tasks = file(Objects.requireNonNull(FILES.get(family))).toString();
        try (SimulatorServer simulator = SimulatorServer.start(SimulatorConfig.of(world))) {
            MtgCommand.Ended ended =
                    MtgCommand.in(temp)
                            .with("OPENAI_BASE_URL", simulator.baseUrl().toString())
                            .here(
                                    "run",
                                    "--project",
                                    project.toString(),
                                    "--tasks",
                                    tasks,
                                    "-o",
                                    output);
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.err()).doesNotContain("\tat ");
            return ended;
        }
    }

    private static String project(String family) throws IOException {
        try (InputStream yaml = Main.class.getResourceAsStream("/projects/" + family + ".yaml")) {
            return new String(Objects.requireNonNull(yaml).readAllBytes(), StandardCharsets.UTF_8)
                    + SMALLER;
        }
    }

    /** Beside the repository, or beside a folder above it. */
    private static Path file(String name) {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, Objects::nonNull, Path::getParent)
                .map(above -> above.resolve("shared/data/bbh").resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElse(here.resolve(name));
    }
}
