package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import metatextgrad.cli.testing.Canary;
import metatextgrad.embedded.EmbeddedKafka;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that is down and an address without a registry are reported in one line. */
@Tag("broker")
final class RegistryUnreachableTest {
    @TempDir private static Path temp;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(temp.resolve("data"), 0);
    }

    @AfterAll
    static void stop() {
        Canary.requireUnseenOn(kafka.bootstrapServers());
        kafka.close();
    }

    @Test
    void shouldEndWhereNoRegistryAnswers() throws Exception {
        String nobody = "http://127.0.0.1:1/apis/registry/v3";

        // In a JVM of its own: the line comes from a thread that is not the command's.
        MtgCommand.Ended ended = command(nobody).run("runs", "ls");

        assertThat(ended.code()).isEqualTo(6);
        List<String> lines = ended.err().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .endsWith(" and the schema registry at " + nobody + ", for up to 10 seconds");
        assertThat(lines.getLast())
                .isEqualTo(
                        "mtg: no schema registry answers at "
                                + nobody
                                + ": start one (mtg up --data FOLDER), or set APICURIO_REGISTRY_URL to a running one");
    }

    @Test
    void shouldRefuseAnAddressWhereNoRegistryIs() throws Exception {
        try (NoModels server = NoModels.start()) {
            String wrong = server.address("/apis/registry/v9");
            for (List<String> words :
                    List.of(List.of("projects", "ls"), List.of("topics", "apply"))) {
                MtgCommand.Ended ended = command(wrong).here(words.toArray(String[]::new));

                assertThat(ended.code()).as(words + ended.err()).isEqualTo(78);
                assertThat(ended.err().lines().filter(line -> line.startsWith("mtg: ")))
                        .singleElement()
                        .asString()
                        .startsWith("mtg: " + wrong + " is not a schema registry")
                        .contains("status 404", "APICURIO_REGISTRY_URL");
                assertThat(ended.err()).doesNotContain("\tat ", "Exception");
            }
        }
    }

    private static MtgCommand command(String registry) {
        return MtgCommand.in(temp)
                .with("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers())
                .with("APICURIO_REGISTRY_URL", registry)
                .with("OPENAI_API_KEY", Canary.KEY);
    }
}
