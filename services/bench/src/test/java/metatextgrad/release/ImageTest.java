package metatextgrad.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import metatextgrad.cli.testing.Repository;
import metatextgrad.config.Setting;
import metatextgrad.deploy.Yaml;
import metatextgrad.release.ImageTar.Entry;
import metatextgrad.release.ImageTar.Layer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The image of the services, as Jib builds it onto an empty base. */
final class ImageTest {
    private static final Path TAR =
            Repository.ROOT.resolve("services/experiments/target/jib-image.tar");
    private static final String OCI = "org.opencontainers.image.";
    private static final long MEGABYTE = 1L << 20;

    private static ImageTar.Read read;
    private static JsonNode config;

    @BeforeAll
    static void readTar() throws IOException {
        Built.require(
                TAR,
                "mvn -B -pl services/experiments -am -DskipTests -Pimage -Djib.goal=buildTar -Djib.from.image=scratch package",
                List.of("LICENSE", "NOTICE", "services/experiments/pom.xml"));
        read = ImageTar.read(TAR);
        config = read.image().config().path("config");
    }

    @Test
    void shouldRunAsAUserWithoutRights() {
        assertThat(config.path("User").asText()).isEqualTo("1000:1000");
        assertThat(config.path("WorkingDir").asText()).isEqualTo("/data");
    }

    @Test
    void shouldGrantWritingToTheDataFolderAlone() {
        for (Layer layer : read.image().layers()) {
            assertThat(layer.files().values()).allMatch(file -> file.user() == 0);
            assertThat(layer.files().entrySet())
                    .filteredOn(file -> (file.getValue().mode() & 0022) != 0)
                    .allMatch(file -> file.getKey().equals("data/"));
        }
        assertThat(read.image().layers())
                .extracting(layer -> layer.files().get("data/"))
                .filteredOn(data -> data != null)
                .extracting(Entry::mode)
                .containsExactly(0777);
    }

    @Test
    void shouldStartTheCommand() {
        assertThat(Yaml.texts(config.path("Entrypoint")))
                .containsExactly(
                        "java",
                        "-XX:MaxRAMPercentage=60",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        "@/app/jib-classpath-file",
                        "metatextgrad.cli.Main");
        assertThat(config.path("Cmd").isMissingNode()).isTrue();
        assertThat(Yaml.names(config.path("ExposedPorts")))
                .containsExactly(Setting.MTG_OPS_PORT.standard() + "/tcp");
    }

    @Test
    void shouldStateWhatItIsBuiltFrom() {
        JsonNode labels = config.path("Labels");
        assertThat(Yaml.names(labels))
                .containsExactly(
                        OCI + "licenses",
                        OCI + "revision",
                        OCI + "source",
                        OCI + "title",
                        OCI + "version");
        assertThat(labels.path(OCI + "licenses").asText()).isEqualTo("Apache-2.0");
        assertThat(labels.path(OCI + "title").asText()).isEqualTo("metaTextGrad Streams");
        assertThat(Repository.read("pom.xml"))
                .contains("<version>" + labels.path(OCI + "version").asText() + "</version>");
        assertThat(labels.path(OCI + "revision").asText()).matches("[0-9a-f]{40}|unknown");
        assertThat(labels.path(OCI + "source").asText()).matches("https://\\S+|unknown");
    }

    @Test
    void shouldBeForOnePlatformAndTheSameOnEachBuild() {
        assertThat(read.image().config().path("os").asText()).isEqualTo("linux");
        assertThat(read.image().config().path("created").asText())
                .isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void shouldHoldNoBrokerAndNoScala() {
        assertThat(jars())
                .anyMatch(jar -> jar.startsWith("kafka-clients-"))
                .noneMatch(jar -> jar.startsWith("kafka_") || jar.startsWith("kafka-server"))
                .noneMatch(jar -> jar.startsWith("scala"))
                .noneMatch(jar -> jar.startsWith("mtg-embedded") || jar.startsWith("mtg-bench"))
                .noneMatch(jar -> jar.contains("-tests") || jar.startsWith("junit"));
    }

    @Test
    void shouldHoldTheBillOfMaterialsOfItsJars() {
        JsonNode bill = Yaml.read(read.licenses().get("bom.json"));
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        Set<String> listed =
                StreamSupport.stream(bill.path("components").spliterator(), false)
                        .map(
                                part ->
                                        part.path("name").asText()
                                                + "-"
                                                + part.path("version").asText())
                        .collect(Collectors.toCollection(TreeSet::new));
        // A jar of native code has a classifier behind its version.
        assertThat(jars()).allMatch(jar -> listed.stream().anyMatch(jar::startsWith));
        assertThat(listed).allMatch(part -> jars().stream().anyMatch(jar -> jar.startsWith(part)));
    }

    @Test
    void shouldHoldTheLicense() {
        assertThat(read.licenses())
                .containsEntry("LICENSE", Repository.read("LICENSE"))
                .containsEntry("NOTICE", Repository.read("NOTICE"));
    }

    /** A new build of ours then moves little, because a registry has the libraries already. */
    @Test
    void shouldKeepOurCodeApartFromLibraries() {
        List<Layer> libraries =
                read.image().layers().stream().filter(ImageTest::isForeign).toList();
        assertThat(libraries).hasSize(1);
        assertThat(libraries.getFirst().jars()).noneMatch(jar -> jar.startsWith("mtg-"));
        assertThat(read.image().layers().getFirst()).isEqualTo(libraries.getFirst());
        assertThat(bytes() - libraries.getFirst().bytes()).isBetween(MEGABYTE, 10 * MEGABYTE);
        assertThat(libraries.getFirst().bytes()).isLessThan(256 * MEGABYTE);
    }

    private static boolean isForeign(Layer layer) {
        return layer.jars().stream().anyMatch(jar -> !jar.startsWith("mtg-"));
    }

    private static long bytes() {
        return read.image().layers().stream().mapToLong(Layer::bytes).sum();
    }

    private static List<String> jars() {
        return read.image().layers().stream().flatMap(layer -> layer.jars().stream()).toList();
    }
}
