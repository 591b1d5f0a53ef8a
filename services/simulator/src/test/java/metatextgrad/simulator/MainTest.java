package metatextgrad.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MainTest {
    @Test
    void shouldTakeFlagsBeforeVariablesBeforeDefaults() {
        SimulatorConfig config =
                Main.config(
                        new String[] {"--world=null"},
                        Map.of("MTG_SIMULATOR_WORLD", "demo", "MTG_SIMULATOR_API_KEY", "k"));
        assertThat(config).isEqualTo(SimulatorConfig.of("null").withPort(8089).withApiKey("k"));
    }

    @Test
    void shouldTakeAFlagWithItsValueInTheNextWord() {
        String[] arguments = {"--port", "18091", "--world=null", "--seed", "7"};
        assertThat(Main.config(arguments, Map.of()))
                .isEqualTo(SimulatorConfig.of("null").withPort(18091).withServerSeed(7));
        assertThat(Main.run(new String[] {"--port"}, Map.of())).isEqualTo(78);
        assertThat(Main.run(new String[] {"--port", "--world=null"}, Map.of())).isEqualTo(78);
    }

    @Test
    void shouldListenOnThisMachineOnlyUnlessTold() {
        assertThat(Main.config(new String[0], Map.of()).host()).isEqualTo("127.0.0.1");
        Map<String, String> container = Map.of("MTG_SIMULATOR_HOST", "0.0.0.0");
        assertThat(Main.config(new String[0], container).host()).isEqualTo("0.0.0.0");
        assertThat(Main.variables()).contains("MTG_SIMULATOR_HOST", "MTG_SIMULATOR_API_KEY");
    }

    @Test
    void shouldEndWith78ForAnUnknownWorldOrFlag() {
        assertThat(Main.run(new String[] {"--world=atlantis"}, Map.of())).isEqualTo(78);
        assertThat(Main.run(new String[] {"--wrold=demo"}, Map.of())).isEqualTo(78);
        assertThat(Main.run(new String[] {"--port=x"}, Map.of())).isEqualTo(78);
        assertThat(Main.run(new String[] {"--meta-effect=2"}, Map.of())).isEqualTo(78);
    }

    @Test
    void shouldTakeTheEffectOfDescriptionsFromItsSetting() {
        assertThat(Main.config(new String[] {"--meta-effect=0.25"}, Map.of()).metaEffect())
                .isEqualTo(.25);
        assertThat(Main.config(new String[0], Map.of()).metaEffect()).isNull();
        assertThat(Main.variables()).contains("MTG_SIMULATOR_META_EFFECT");
    }

    @Test
    void shouldNameTheNumberThatCannotBe() {
        for (String port : List.of("x", "99999", "-1", "1.5"))
            assertThatThrownBy(() -> Main.config(new String[] {"--port=" + port}, Map.of()))
                    .hasMessage(
                            "--port (MTG_SIMULATOR_PORT) is '%s'; it must be a whole number from 0 to 65535",
                            port);
        assertThatThrownBy(() -> Main.config(new String[] {"--seed=x"}, Map.of()))
                .hasMessageStartingWith("--seed (MTG_SIMULATOR_SEED) is 'x'; it must be");
        assertThat(Main.run(new String[] {"--port=99999"}, Map.of())).isEqualTo(78);
    }

    @Test
    void shouldEndWith78WhenThePortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0)) {
            String[] arguments = {"--port=" + taken.getLocalPort()};
            assertThat(Main.run(arguments, Map.of())).isEqualTo(78);
        }
    }
}
