package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimulatorMainTest {
    @Test
    void shouldTakeFlagsBeforeVariablesBeforeDefaults() {
        SimulatorConfig config =
                SimulatorMain.config(
                        new String[] {"--world=null"},
                        Map.of("MTG_SIMULATOR_WORLD", "demo", "MTG_SIMULATOR_API_KEY", "k"));
        assertThat(config).isEqualTo(SimulatorConfig.of("null").withPort(8089).withApiKey("k"));
    }

    @Test
    void shouldTakeAFlagWithItsValueInTheNextWord() throws InterruptedException {
        String[] arguments = {"--port", "18091", "--world=null", "--seed", "7"};
        assertThat(SimulatorMain.config(arguments, Map.of()))
                .isEqualTo(SimulatorConfig.of("null").withPort(18091).withServerSeed(7));
        assertThat(SimulatorMain.run(new String[] {"--port"}, Map.of())).isEqualTo(78);
        assertThat(SimulatorMain.run(new String[] {"--port", "--world=null"}, Map.of()))
                .isEqualTo(78);
        assertThat(config("--seed", "-7").serverSeed()).isEqualTo(-7);
    }

    @Test
    void shouldNameTheFlagsThatItKnows() {
        for (String unknown : List.of("--wrold=demo", "--port", "word"))
            assertThatThrownBy(() -> config(unknown))
                    .hasMessageContaining("'%s'", unknown)
                    .hasMessageEndingWith(
                            "; the flags are --host, --port, --world, --seed, --latency, --faults,"
                                    + " --rate-limit, --api-key, --meta-effect, each with a value");
    }

    @Test
    void shouldUseAValueAsItIsGiven() {
        Map<String, String> odd = Map.of("MTG_SIMULATOR_API_KEY", "a${b}$$c");
        assertThat(SimulatorMain.config(new String[0], odd).apiKey()).isEqualTo("a${b}$$c");
        assertThat(config("--api-key=\"a b\"").apiKey()).isEqualTo("\"a b\"");
        assertThatThrownBy(() -> config("@file")).hasMessageContaining("'@file'");
    }

    private static SimulatorConfig config(String... arguments) {
        return SimulatorMain.config(arguments, Map.of());
    }

    @Test
    void shouldListenOnLoopbackByDefault() {
        assertThat(SimulatorMain.config(new String[0], Map.of()).host()).isEqualTo("127.0.0.1");
        Map<String, String> container = Map.of("MTG_SIMULATOR_HOST", "0.0.0.0");
        assertThat(SimulatorMain.config(new String[0], container).host()).isEqualTo("0.0.0.0");
        assertThat(SimulatorMain.variables())
                .contains("MTG_SIMULATOR_HOST", "MTG_SIMULATOR_API_KEY");
    }

    @Test
    void shouldEndWith78ForAnUnknownWorldOrFlag() throws InterruptedException {
        assertThat(SimulatorMain.run(new String[] {"--world=atlantis"}, Map.of())).isEqualTo(78);
        assertThat(SimulatorMain.run(new String[] {"--wrold=demo"}, Map.of())).isEqualTo(78);
        assertThat(SimulatorMain.run(new String[] {"--port=x"}, Map.of())).isEqualTo(78);
        assertThat(SimulatorMain.run(new String[] {"--meta-effect=2"}, Map.of())).isEqualTo(78);
    }

    @Test
    void shouldTakeTheEffectOfDescriptionsFromItsSetting() {
        assertThat(SimulatorMain.config(new String[] {"--meta-effect=0.25"}, Map.of()).metaEffect())
                .isEqualTo(.25);
        assertThat(SimulatorMain.config(new String[0], Map.of()).metaEffect()).isNull();
        assertThat(SimulatorMain.variables()).contains("MTG_SIMULATOR_META_EFFECT");
    }

    @Test
    void shouldNameAnInvalidNumber() throws InterruptedException {
        for (String port : List.of("x", "99999", "-1", "1.5"))
            assertThatThrownBy(
                            () -> SimulatorMain.config(new String[] {"--port=" + port}, Map.of()))
                    .hasMessage(
                            "--port (MTG_SIMULATOR_PORT) is '%s'; it must be a whole number from 0 to 65535",
                            port);
        assertThatThrownBy(() -> SimulatorMain.config(new String[] {"--seed=x"}, Map.of()))
                .hasMessageStartingWith("--seed (MTG_SIMULATOR_SEED) is 'x'; it must be");
        assertThat(SimulatorMain.run(new String[] {"--port=99999"}, Map.of())).isEqualTo(78);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--faults=429(x)*3           | --faults (MTG_SIMULATOR_FAULTS): unknown fault '429(x)'",
                "--faults=999                | --faults (MTG_SIMULATOR_FAULTS): unknown fault '999'",
                "--faults=429*99999999999    | how often a fault comes is '99999999999'; it must be",
                "--faults=429*0              | how often a fault comes is '0'; it must be",
                "--faults=429*-1             | how often a fault comes is '-1'; it must be",
                "--faults=101%:500           | a share of the calls is '101'; it must be a number from 0 to 100",
                "--latency=lognormal:1s,-1   | --latency (MTG_SIMULATOR_LATENCY): sigma is '-1'",
                "--latency=lognormal:1s,NaN  | sigma is 'NaN'",
                "--latency=lognormal:1s,1,2  | not a latency: 'lognormal:1s,1,2'",
                "--latency=bimodal:1s,2s,2   | the share of the slow is '2'",
                "--latency=200d              | not a duration: '200d'",
                "--latency=99999m            | '99999m' is more than a day",
                "--rate-limit=-1             | --rate-limit (MTG_SIMULATOR_RATE_LIMIT): requests per minute is '-1'",
                "--rate-limit=1,x            | tokens per minute is 'x'; it must be",
                "--rate-limit=1,2,3          | tokens per minute is '2,3'; it must be",
                "--meta-effect=x             | meta-effect must be from 0 to 1, not 'x'",
            })
    void shouldRejectAnInvalidPlan(String flag, String problem) throws InterruptedException {
        assertThatThrownBy(() -> SimulatorMain.config(new String[] {flag}, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("For input string");
        assertThat(SimulatorMain.run(new String[] {flag}, Map.of())).isEqualTo(78);
    }

    @Test
    void shouldNameTheErrorInAWorldFile(@TempDir Path folder) throws IOException {
        String demo = Files.readString(Path.of("src/main/resources/worlds/demo.yaml"));
        Map<String, String> problems =
                Map.of(
                        demo.replace("stack: 0.85", "stak: 0.85"),
                        "unknown key: stak",
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
    void shouldEndWith78WhenThePortIsTaken() throws IOException, InterruptedException {
        try (var taken = new ServerSocket(0)) {
            String[] arguments = {"--port=" + taken.getLocalPort()};
            assertThat(SimulatorMain.run(arguments, Map.of())).isEqualTo(78);
        }
    }
}
