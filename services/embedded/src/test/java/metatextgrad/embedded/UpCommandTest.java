package metatextgrad.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import metatextgrad.config.Setting;
import org.junit.jupiter.api.Test;

final class UpCommandTest {
    private static final String NEXT = "next: mtg projects apply -f FILE";

    @Test
    void shouldPrintTheExportsOfOtherPorts() {
        assertThat(next("127.0.0.1:19092", "http://127.0.0.1:18081/apis/registry/v3"))
                .containsExactly(
                        "export KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:19092",
                        "export APICURIO_REGISTRY_URL=http://127.0.0.1:18081/apis/registry/v3",
                        NEXT);
    }

    @Test
    void shouldPrintNoExportOfADefault() {
        assertThat(next("127.0.0.1:9092", Setting.APICURIO_REGISTRY_URL.standard()))
                .containsExactly(NEXT);
    }

    private static List<String> next(String brokers, String registry) {
        return UpCommand.next(LocalSettings.of(brokers, registry, "i", Path.of("data"), 3));
    }
}
