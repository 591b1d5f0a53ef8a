package metatextgrad.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import metatextgrad.cli.testing.Repository;
import metatextgrad.deploy.Yaml;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip with the whole command, for machines with a JDK alone. */
final class DistributionTest {
    private static final String NAME = "metatextgrad-" + Repository.version("version");
    private static final Path ZIP =
            Repository.ROOT.resolve("services/distribution/target/" + NAME + ".zip");

    @BeforeEach
    void requireZip() throws IOException {
        Built.require(
                ZIP,
                "mvn -B -pl services/distribution -am -DskipTests -Pzip package",
                List.of(
                        "mtg",
                        "LICENSE",
                        "NOTICE",
                        "docs",
                        "examples/apps",
                        "clients/python/src",
                        "clients/node/src",
                        "services/distribution/src"));
    }

    @Test
    void shouldHoldOneFolderWithTheLauncher() throws IOException {
        try (ZipFile zip = zip()) {
            assertThat(entries(zip)).allMatch(entry -> entry.getName().startsWith(NAME + "/"));
            ZipArchiveEntry launcher = zip.getEntry(NAME + "/bin/mtg");
            assertThat(launcher.getUnixMode() & 0777).isEqualTo(0755);
            assertThat(text(zip, "bin/mtg")).isEqualTo(Repository.read("mtg"));
            assertThat(text(zip, "LICENSE")).isEqualTo(Repository.read("LICENSE"));
            assertThat(text(zip, "NOTICE")).isEqualTo(Repository.read("NOTICE"));
            assertThat(text(zip, "README.md")).contains("bin/mtg demo");
        }
    }

    @Test
    void shouldHoldEveryPage() throws IOException {
        try (ZipFile zip = zip();
                Stream<Path> pages = Files.list(Repository.ROOT.resolve("docs"))) {
            for (Path page : pages.filter(Files::isRegularFile).toList())
                assertThat(text(zip, "docs/" + page.getFileName()))
                        .isEqualTo(Repository.read(page));
            assertThat(zip.getEntry(NAME + "/examples/dyck.yaml")).isNotNull();
            for (String name :
                    List.of("python/pyproject.toml", "node/package.json", "java/pom.xml"))
                assertThat(zip.getEntry(NAME + "/clients/" + name)).as(name).isNotNull();
            assertThat(entries(zip))
                    .extracting(ZipArchiveEntry::getName)
                    .noneMatch(name -> name.contains("/node_modules/"))
                    .noneMatch(name -> name.contains("/clients/") && name.contains("/."))
                    .noneMatch(name -> name.contains("/target/"));
        }
    }

    @Test
    void shouldHoldKafkaAndTheRegistryAndNoTests() throws IOException {
        try (ZipFile zip = zip()) {
            List<String> names = entries(zip).stream().map(ZipArchiveEntry::getName).toList();
            assertThat(names)
                    .contains(NAME + "/registry/quarkus-run.jar")
                    .anyMatch(name -> name.startsWith(NAME + "/lib/mtg-embedded-"))
                    .anyMatch(name -> name.startsWith(NAME + "/lib/mtg-experiments-"))
                    .anyMatch(name -> name.startsWith(NAME + "/lib/kafka_2.13-"))
                    .noneMatch(name -> name.startsWith(NAME + "/lib/mtg-bench"))
                    .noneMatch(name -> name.startsWith(NAME + "/lib/junit"))
                    .noneMatch(name -> name.contains("-tests.jar"));
        }
    }

    @Test
    void shouldHoldTheBillOfMaterialsOfItsLibraries() throws IOException {
        try (ZipFile zip = zip()) {
            List<String> jars =
                    entries(zip).stream()
                            .map(ZipArchiveEntry::getName)
                            .filter(name -> name.startsWith(NAME + "/lib/"))
                            .filter(name -> name.endsWith(".jar"))
                            .map(name -> name.substring(name.lastIndexOf('/') + 1))
                            .toList();
            List<String> listed = new ArrayList<>();
            for (JsonNode part : Yaml.read(text(zip, "bom.json")).path("components"))
                listed.add(part.path("name").asText() + "-" + part.path("version").asText());
            assertThat(jars).allMatch(jar -> listed.stream().anyMatch(jar::startsWith));
            assertThat(listed)
                    .allMatch(part -> jars.stream().anyMatch(jar -> jar.startsWith(part)));
        }
    }

    /** Without Maven and without a checkout, from a folder whose path has a blank. */
    @Test
    void shouldRunFromAnyFolder(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("some where");
        try (ZipFile zip = zip()) {
            for (ZipArchiveEntry entry : entries(zip)) {
                Path to = home.resolve(entry.getName());
                if (entry.isDirectory() || !to.getParent().endsWith("lib") && !to.endsWith("mtg"))
                    continue;
                Files.createDirectories(to.getParent());
                try (InputStream from = zip.getInputStream(entry)) {
                    Files.copy(from, to);
                }
            }
        }
        Path launcher = home.resolve(NAME).resolve("bin/mtg");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder =
                new ProcessBuilder(launcher.toString(), "demo", "--help")
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        Map<String, String> environment = new TreeMap<>();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        assertThat(printed).startsWith("Usage: mtg demo").contains("--live");
    }

    private static ZipFile zip() throws IOException {
        return ZipFile.builder().setPath(ZIP).get();
    }

    private static List<ZipArchiveEntry> entries(ZipFile zip) {
        return Collections.list(zip.getEntries());
    }

    private static String text(ZipFile zip, String path) throws IOException {
        try (InputStream stream = zip.getInputStream(zip.getEntry(NAME + "/" + path))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
