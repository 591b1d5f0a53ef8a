package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.simulator.fault.FaultPlan;
import metatextgrad.simulator.fault.LatencyPlan;
import metatextgrad.simulator.fault.RateLimit;
import metatextgrad.simulator.world.Worlds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class SimulatorMainTest {
    private StringWriter err = new StringWriter();

    @Test
    void shouldUseFlagsBeforeVariablesBeforeDefaults() {
        SimulatorConfig config =
                config(
                        Map.of("MTG_SIMULATOR_WORLD", "demo", "MTG_SIMULATOR_API_KEY", "k"),
                        "--world=null");
        assertThat(config).isEqualTo(expected(8089, 1, "k"));
    }

    @Test
    void shouldAcceptAFlagWithItsValueInTheNextWord() {
        assertThat(config("--port", "18091", "--world=null", "--seed", "7"))
                .isEqualTo(expected(18091, 7, null));
        assertThat(run("--port")).isEqualTo(2);
        assertThat(run("--port", "--world=null")).isEqualTo(2);
        assertThat(config("--seed", "-7").serverSeed()).isEqualTo(-7);
    }

    @Test
    void shouldNameTheKnownFlags() {
        for (String unknown : List.of("--wrold=demo", "word")) {
            assertThat(run(unknown)).isEqualTo(2);
            assertThat(error())
                    .startsWith("simulator: ")
                    .contains("'%s'".formatted(unknown))
                    .endsWith(
                            "; the flags are --host, --port, --world, --seed, --latency, --faults,"
                                    + " --rate-limit, --rate-limit-headers, --api-key, --meta-effect, --refuse, each with a value");
        }
        assertThat(run("--port", "word")).isEqualTo(2);
        assertThat(error()).contains("--port").contains("'word'");
    }

    @Test
    void shouldUseAValueAsItIsGiven() {
        Map<String, String> odd = Map.of("MTG_SIMULATOR_API_KEY", "a${b}$$c");
        assertThat(config(odd).apiKey()).isEqualTo("a${b}$$c");
        assertThat(config("--api-key=\"a b\"").apiKey()).isEqualTo("\"a b\"");
        assertThat(run("@file")).isEqualTo(2);
        assertThat(error()).contains("'@file'");
    }

    @Test
    void shouldPrintTheLineThatUsesIt() {
        URI address = URI.create("http://127.0.0.1:18091/v1");
        assertThat(main(Map.of()).export(address))
                .isEqualTo("export OPENAI_BASE_URL=http://127.0.0.1:18091/v1 OPENAI_API_KEY=x");
        assertThat(main(Map.of(), "--api-key=secret").export(address))
                .endsWith(" OPENAI_API_KEY=...");
    }

    @Test
    void shouldListenOnLoopbackByDefault() {
        assertThat(config().host()).isEqualTo("127.0.0.1");
        Map<String, String> container = Map.of("MTG_SIMULATOR_HOST", "0.0.0.0");
        assertThat(config(container).host()).isEqualTo("0.0.0.0");
    }

    @Test
    void shouldRefuseAnUnknownWorld() {
        assertThat(run("--world=atlantis")).isEqualTo(2);
        assertThat(error()).startsWith("simulator: --world: unknown world 'atlantis'");
    }

    @Test
    void shouldEndWith78ForAWrongVariable() {
        assertThat(run(Map.of("MTG_SIMULATOR_WORLD", "atlantis"))).isEqualTo(78);
        assertThat(error()).startsWith("simulator: MTG_SIMULATOR_WORLD: unknown world 'atlantis'");
        assertThat(run(Map.of("MTG_SIMULATOR_SEED", "x"), "--world=demo")).isEqualTo(78);
        assertThat(run(Map.of("MTG_SIMULATOR_RATE_LIMIT_HEADERS", "maybe"))).isEqualTo(78);
    }

    @Test
    void shouldReadTheEffectOfDescriptions() {
        assertThat(config("--meta-effect=0.25").metaEffect()).isEqualTo(.25);
        assertThat(config().metaEffect()).isNull();
    }

    @Test
    void shouldReadTheParametersToRefuse() {
        assertThat(config("--refuse=temperature,seed").refused())
                .containsExactlyInAnyOrder("temperature", "seed");
        assertThat(config().refused()).isEmpty();
    }

    @Test
    void shouldNameAnInvalidNumber() {
        for (String port : List.of("x", "99999", "-1", "1.5")) {
            assertThat(run("--port=" + port)).isEqualTo(2);
            assertThat(error())
                    .isEqualTo(
                            "simulator: --port: the value is '%s'; it must be a whole number from 0 to 65535",
                            port);
        }
        assertThat(run("--seed=x")).isEqualTo(2);
        assertThat(error()).startsWith("simulator: --seed: the value is 'x'; it must be");
        assertThat(run(Map.of("MTG_SIMULATOR_PORT", "y"))).isEqualTo(78);
        assertThat(error())
                .startsWith("simulator: MTG_SIMULATOR_PORT: the value is 'y'; it must be");
        assertThat(run("--rate-limit-headers=maybe")).isEqualTo(2);
        assertThat(error()).endsWith("the value is 'maybe'; it must be true or false");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--faults=429(x)*3           | --faults: unknown fault '429(x)'",
                "--faults=999                | --faults: unknown fault '999'",
                "--faults=429*99999999999    | how often a fault comes is '99999999999'; it must be",
                "--faults=429*0              | how often a fault comes is '0'; it must be",
                "--faults=429*-1             | how often a fault comes is '-1'; it must be",
                "--faults=101%:500           | a share of the calls is '101'; it must be a number from 0 to 100",
                "--latency=lognormal:1s,-1   | --latency: sigma is '-1'",
                "--latency=lognormal:1s,NaN  | sigma is 'NaN'",
                "--latency=lognormal:1s,1,2  | not a latency: 'lognormal:1s,1,2'",
                "--latency=bimodal:1s,2s,2   | the share of the slow is '2'",
                "--latency=200d              | not a duration: '200d'",
                "--latency=99999m            | '99999m' is more than a day",
                "--rate-limit=-1             | --rate-limit: requests per minute is '-1'",
                "--rate-limit=1,x            | tokens per minute is 'x'; it must be",
                "--rate-limit=1,2,3          | tokens per minute is '2,3'; it must be",
                "--meta-effect=x             | --meta-effect: the value is 'x'",
                "--meta-effect=2             | it must be a number from 0 to 1",
            })
    void shouldRejectAnInvalidPlan(String flag, String problem) {
        assertThat(run(flag)).isEqualTo(2);
        assertThat(error()).contains(problem).doesNotContain("For input string");
    }

    @Test
    void shouldNameTheErrorInAWorldFile(@TempDir Path folder) throws IOException {
        String demo = Files.readString(Path.of("src/main/resources/worlds/demo.yaml"));
        Map<String, String> problems =
                Map.of(
                        demo.replace("stack: 0.85", "stak: 0.85"),
                        "unknown key: stak",
                        demo.replace("rho: 0.7", "rho: 0.7\n  roh: 1"),
                        "unknown key: roh",
                        demo.replace("leak:", "leek: 1, leak:"),
                        "unknown key: leek",
                        demo.replace("rho:", "roh:"),
                        "missing key: rho",
                        demo + "teacher: 1\n",
                        "a world file cannot have the key teacher",
                        demo.replace("one: list-first", "one: list"),
                        "unknown skill: list",
                        demo.replaceFirst("(?s)    word-sorting.*(?=    object)", ""),
                        "the world file has no task word-sorting",
                        "a: &x 1\nb: *x\n",
                        "line 2: aliases (*x) are not supported: write the value out",
                        "<<: {a: 1}\n",
                        "line 1: merge keys (<<) are not supported: write the keys out",
                        "a: 010\n",
                        "line 1: 010 can be read as different numbers: write it in plain digits, such as 8");
        Path world = folder.resolve("world.yaml");
        for (Map.Entry<String, String> one : problems.entrySet()) {
            Files.writeString(world, one.getKey());
            assertThatThrownBy(() -> Worlds.find(world.toString()))
                    .hasMessage("cannot read world '" + world + "': " + one.getValue());
        }
    }

    @Test
    void shouldEndWith78WhenThePortIsUsed() throws IOException {
        try (var used = new ServerSocket(0)) {
            assertThat(run("--port=" + used.getLocalPort())).isEqualTo(78);
            assertThat(error()).startsWith("simulator: the simulator cannot listen on 127.0.0.1:");
        }
    }

    private static SimulatorConfig expected(int port, long seed, @Nullable String key) {
        return new SimulatorConfig(
                "127.0.0.1",
                port,
                "null",
                seed,
                LatencyPlan.NONE,
                FaultPlan.NONE,
                RateLimit.NONE,
                key,
                null,
                Set.of());
    }

    private static SimulatorConfig config(String... arguments) {
        return config(Map.of(), arguments);
    }

    private static SimulatorConfig config(Map<String, String> environment, String... arguments) {
        return main(environment, arguments).config();
    }

    private static SimulatorMain main(Map<String, String> environment, String... arguments) {
        CommandLine line = SimulatorMain.commandLine(environment);
        line.parseArgs(arguments);
        return line.getCommand();
    }

    private int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private int run(Map<String, String> environment, String... arguments) {
        err = new StringWriter();
        return SimulatorMain.commandLine(environment)
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /** The only line of errors. */
    private String error() {
        return err.toString().lines().reduce((one, two) -> one + "\n" + two).orElseThrow();
    }
}
