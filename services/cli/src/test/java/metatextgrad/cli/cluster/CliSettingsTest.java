package metatextgrad.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import metatextgrad.config.Setting;
import metatextgrad.config.SettingsReader;
import metatextgrad.process.EnvironmentProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CliSettingsTest {
    private static final String DEFAULT = Setting.OPENAI_BASE_URL.standard();

    @TempDir private Path folder;

    @Test
    void shouldTakeTheDefaultServerIfAUserNamesItAnywhere() throws IOException {
        SettingsReader inFile = read(Map.of(), "openai.base.url=" + DEFAULT);
        SettingsReader inEnvironment = read(Map.of("OPENAI_BASE_URL", DEFAULT), "");

        assertThat(CliSettings.namingModel("--real", inFile)).isSameAs(inFile);
        assertThat(CliSettings.namingModel("--real", inEnvironment)).isSameAs(inEnvironment);
    }

    @Test
    void shouldRefuseTheDefaultServerIfNoUserNamesIt() throws IOException {
        SettingsReader blank = read(Map.of("OPENAI_BASE_URL", " "), "openai.api.key=k");

        assertThatThrownBy(() -> CliSettings.namingModel("--real", blank))
                .isInstanceOf(EnvironmentProblem.class)
                .hasMessage(
                        "--real uses a real model: set OPENAI_BASE_URL, such as https://api.openai.com/v1, and OPENAI_API_KEY if the server needs a key");
    }

    private SettingsReader read(Map<String, String> environment, String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("mtg.properties"), lines);
        return SettingsReader.read(Map.of(), environment, file);
    }
}
