package metatextgrad.cli.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RELIABILITY §9.4. */
final class InstanceIdTest {
    @TempDir private Path data;

    @Test
    void shouldKeepTheIdAfterARestart() {
        InstanceId before = of("llm-worker");
        before.close();

        try (InstanceId after = of("llm-worker")) {
            assertThat(after.id()).isEqualTo(before.id()).matches("[0-9a-f-]{36}");
        }
    }

    @Test
    void shouldRefuseASecondProcessOfTheServiceOnTheFolder() {
        try (InstanceId first = of("llm-worker")) {
            assertThat(first.id()).isNotNull();
            assertThatThrownBy(() -> of("llm-worker"))
                    .isInstanceOf(EnvironmentProblem.class)
                    .hasMessage(
                            "llm-worker runs on the data folder %s already, in process %d. Stop it first, or give this one another MTG_DATA."
                                    .formatted(data, ProcessHandle.current().pid()))
                    .extracting(problem -> ((EnvironmentProblem) problem).exit())
                    .isEqualTo(Exit.CONFIGURATION);
        }
    }

    @Test
    void shouldLetEachServiceHaveItsOwnOnOneFolder() {
        try (InstanceId worker = of("llm-worker");
                InstanceId meta = of("meta")) {
            assertThat(worker.id()).isNotEqualTo(meta.id());
        }
    }

    @Test
    void shouldUseTheConfiguredIdAndTouchNoFolder() {
        try (InstanceId reported = InstanceId.of(settings("pod-3"), "llm-worker");
                InstanceId same = InstanceId.of(settings("pod-3"), "llm-worker")) {
            assertThat(reported.id()).isEqualTo("pod-3");
            assertThat(same.id()).isEqualTo("pod-3");
            assertThat(data).isEmptyDirectory();
        }
    }

    @Test
    void shouldHaveNoIdIfNoneCanBeStored() throws IOException {
        data = Files.createFile(data.resolve("file"));

        try (InstanceId nobody = of("llm-worker")) {
            assertThat(nobody.id()).isNull();
        }
    }

    @Test
    void shouldReplaceATruncatedId() throws IOException {
        of("llm-worker").close();
        Path file = data.resolve("instances/llm-worker/id");
        Files.writeString(file, Files.readString(file).substring(0, 9));

        try (InstanceId mended = of("llm-worker")) {
            assertThat(mended.id()).matches("[0-9a-f-]{36}");
            assertThat(file).hasContent(mended.id() + "\n");
        }
    }

    private InstanceId of(String service) {
        return InstanceId.of(settings(""), service);
    }

    private Settings settings(String instance) {
        Map<String, String> environment =
                Map.of("MTG_DATA", data.toString(), "MTG_INSTANCE", instance);
        return SettingsReader.read(Map.of(), environment, null).settings();
    }
}
