package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A missing broker is reported in one line. All commands wait for it at the same time. */
@Tag("broker")
final class NoServersTest {
    private static final String UNREACHABLE = "127.0.0.1:1";

    @TempDir private static Path temp;
    private static MtgCommand.Started listed;
    private static MtgCommand.Started applied;
    private static MtgCommand.Started checked;
    private static MtgCommand.Started service;

    @BeforeAll
    static void start() {
        MtgCommand nobody =
                MtgCommand.in(temp)
                        .with("KAFKA_BOOTSTRAP_SERVERS", UNREACHABLE)
                        .with("MTG_DATA", temp.resolve("own").toString());
        listed =
                nobody.with("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + temp.resolve("loaded"))
                        .start("runs", "ls");
        applied = nobody.start("topics", "apply");
        checked = nobody.start("topics", "check");
        service = nobody.with("KAFKA_DEFAULT_API_TIMEOUT_MS", "10000").start("service", "gradient");
    }

    @AfterAll
    static void stop() {
        List.of(listed, applied, checked, service).forEach(MtgCommand.Started::close);
    }

    @Test
    void shouldReportThatNoServerAnswers() throws Exception {
        MtgCommand.Ended ended = listed.end();

        assertThat(ended.code()).isEqualTo(6);
        assertThat(problems(ended)).singleElement().asString().contains(UNREACHABLE);
        assertThat(ended.err())
                .containsOnlyOnce("connecting to Kafka at 127.0.0.1:1 and the schema registry at ");
    }

    /** It is on the class path, for Kafka's broker, and takes half a second. */
    @Test
    void shouldNotStartLog4j() throws Exception {
        listed.end();

        assertThat(Files.readString(temp.resolve("loaded")))
                .contains("metatextgrad.cli.Main ")
                .doesNotContain("org.apache.logging.log4j.core.");
    }

    @Test
    void shouldReportItsServersAtTheStart() throws Exception {
        MtgCommand.Ended ended = applied.end();

        assertThat(ended.code()).isEqualTo(6);
        assertThat(ended.err().lines().findFirst().orElseThrow())
                .endsWith("connecting to Kafka at 127.0.0.1:1, for up to 10 seconds");
        assertThat(problems(ended)).singleElement().asString().contains(UNREACHABLE);
    }

    @Test
    void shouldShowWarningsOfLibrariesOnlyInAService() throws Exception {
        MtgCommand.Ended alone = service.end();
        MtgCommand.Ended command = checked.end();

        assertThat(alone.code()).isEqualTo(6);
        assertThat(problems(alone)).singleElement().asString().contains(UNREACHABLE);
        assertThat(alone.err()).contains(" WARN  NetworkClient: ");
        assertThat(command.code()).isEqualTo(6);
        assertThat(command.err()).doesNotContain(" WARN ");
    }

    /** The lines that name a problem; a stack trace never reports one. */
    private static List<String> problems(MtgCommand.Ended ended) {
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).doesNotContain("\tat ", "Exception");
        return ended.err().lines().filter(line -> line.startsWith("mtg: ")).toList();
    }
}
