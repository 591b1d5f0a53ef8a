package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import metatextgrad.cli.testing.Readme;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** FAULT 42: a process that is out of memory ends and is restarted, in every deployment. */
final class OutOfMemoryTest {
    private static final String FLAG = "-XX:+ExitOnOutOfMemoryError";

    @Test
    @DisplayName("FAULT 42: launcher and image end a process that is out of memory")
    void shouldEndAProcessThatIsOutOfMemory() throws Exception {
        assertThat(Files.readString(Readme.ROOT.resolve("mtg"))).contains(FLAG);
        assertThat(Files.readString(Readme.ROOT.resolve("services/experiments/pom.xml")))
                .contains("<jvmFlag>" + FLAG + "</jvmFlag>");
    }

    /** Compose and chart give arguments to the image's own entry point, which has the flag. */
    @Test
    void shouldLeaveTheEntryPointOfTheImageAlone() throws Exception {
        assertThat(Files.readString(Readme.ROOT.resolve("docker-compose.yml")))
                .doesNotContain("entrypoint:");
        try (Stream<Path> chart = Files.walk(Readme.ROOT.resolve("helm"))) {
            for (Path file : chart.filter(Files::isRegularFile).toList())
                assertThat(Files.readString(file)).as("%s", file).doesNotContain("java ");
        }
    }
}
