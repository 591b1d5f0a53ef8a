package metatextgrad.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import metatextgrad.cli.testing.Repository;
import org.junit.jupiter.api.Test;

/** What the image holds, by the bill of materials that its build writes (CycloneDX). */
final class FloorsTest {
    private static final String FLOORS = "docs/security/floors.csv";
    private static final Path BUILT = Repository.ROOT.resolve("services/experiments/target");

    /** All that SLF4J can log with. Two of them, and which one logs is chance. */
    private static final Set<String> LOGGING =
            Set.of(
                    "logback-classic",
                    "slf4j-simple",
                    "slf4j-jdk14",
                    "slf4j-nop",
                    "slf4j-reload4j",
                    "slf4j-log4j12",
                    "log4j-core",
                    "log4j-slf4j-impl",
                    "log4j-slf4j2-impl",
                    "log4j",
                    "reload4j",
                    "jboss-logmanager",
                    "tinylog-impl");

    /** A library with its version. Images of {@code docker-compose.yml} have the group docker. */
    private record Part(String group, String name, String version) {
        boolean is(String library) {
            return library.equals(group + ":" + name)
                    || group.equals(library)
                    || group.startsWith(library + ".");
        }
    }

    /** A row: the version that has the fix of an advisory, and its date. */
    private record Floor(String library, String version, String advisory, LocalDate date) {
        boolean isAbove(Part part) {
            return part.is(library)
                    && Version.parse(part.version()).compareTo(Version.parse(version)) < 0;
        }
    }

    @Test
    void shouldHoldNothingBelowItsFloor() {
        List<Part> parts = Stream.concat(image().stream(), containers()).toList();
        assertThat(below(floors(), parts)).isEmpty();
        assertThat(floors()).allMatch(floor -> parts.stream().anyMatch(p -> p.is(floor.library())));
    }

    @Test
    void shouldFindWhatIsBelowItsFloor() {
        Floor floor = new Floor("io.netty", "4.1.133.Final", "", LocalDate.EPOCH);
        Part old = new Part("io.netty", "netty-codec", "4.1.99.Final");
        List<Part> parts =
                List.of(
                        old,
                        new Part("io.netty", "netty-handler", "4.1.133.Final"),
                        new Part("io.netty", "netty-common", "4.1.140.Final"),
                        new Part("io.nettyx", "other", "1.0"));
        assertThat(below(List.of(floor), parts)).containsExactly(old);
    }

    @Test
    void shouldHoldNoBrokerAndNoScala() {
        assertThat(image())
                .extracting(Part::name)
                .contains("kafka-clients", "mtg-cli")
                .doesNotContain("mtg-embedded", "mtg-bench", "kafka-server", "scala-library")
                .noneMatch(name -> name.startsWith("kafka_"));
    }

    @Test
    void shouldHoldOneLoggingBackEnd() {
        assertThat(image())
                .extracting(Part::name)
                .filteredOn(LOGGING::contains)
                .containsExactly("logback-classic");
    }

    private static List<Part> below(List<Floor> floors, List<Part> parts) {
        return parts.stream()
                .filter(part -> floors.stream().anyMatch(floor -> floor.isAbove(part)))
                .toList();
    }

    private static List<Floor> floors() {
        return Repository.read(FLOORS)
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(row -> new Floor(row[0], row[1], row[2], LocalDate.parse(row[3])))
                .toList();
    }

    /** Skips the test before the image's module is packaged. */
    private static List<Part> image() {
        Path bill = BUILT.resolve("bom.json");
        try (Stream<Path> built = Files.isDirectory(BUILT) ? Files.list(BUILT) : Stream.of()) {
            boolean packaged = built.anyMatch(file -> file.toString().endsWith("SNAPSHOT.jar"));
            assumeTrue(packaged, "services/experiments is not packaged: mvn -B verify does it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Part> parts = new ArrayList<>();
        for (JsonNode part : Yaml.read(Repository.read(bill)).path("components"))
            parts.add(
                    new Part(
                            part.path("group").asText(),
                            part.path("name").asText(),
                            part.path("version").asText()));
        return parts;
    }

    private static Stream<Part> containers() {
        Compose compose = Compose.read();
        return compose.services().stream()
                .map(name -> compose.service(name).path("image").asText())
                .filter(image -> image.matches("[^$]+:v?[0-9.]+"))
                .map(image -> image.split(":v?", 2))
                .map(image -> new Part("docker", image[0], image[1]));
    }
}
