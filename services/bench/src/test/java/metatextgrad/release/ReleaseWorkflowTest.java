package metatextgrad.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import metatextgrad.cli.testing.Repository;
import metatextgrad.deploy.Tool;
import metatextgrad.deploy.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What can be known of the release before one: nothing is published by accident. */
final class ReleaseWorkflowTest {
    private static final String TEXT = Repository.read(".github/workflows/release.yml");
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String PUBLISHES =
            "docker login|helm registry login|helm push|-Djib.goal=build |\\bdeploy\\b|npm publish|pypi-publish@|attest-";
    private static final List<String> VERSIONED =
            List.of(
                    "helm/metatextgrad/Chart.yaml",
                    "clients/python/pyproject.toml",
                    "clients/python/src/metatextgrad/__init__.py",
                    "clients/node/package.json");

    private static final Pattern SECRET = Pattern.compile("secrets\\.(\\w+)");

    private final JsonNode workflow = Yaml.read(TEXT);
    private final JsonNode job = workflow.path("jobs").path("release");
    private final List<JsonNode> steps = steps(job);
    private final List<JsonNode> all =
            workflow.path("jobs").properties().stream()
                    .flatMap(one -> steps(one.getValue()).stream())
                    .toList();

    @Test
    void shouldStartOnATagOrWithTheDigestOfTheBase() {
        JsonNode on = workflow.path("on");
        assertThat(Yaml.names(on)).containsExactly("push", "workflow_dispatch");
        assertThat(Yaml.names(on.path("push"))).containsExactly("tags");
        JsonNode digest = on.path("workflow_dispatch").path("inputs").path("base-digest");
        assertThat(digest.path("required").asBoolean()).isTrue();
        assertThat(digest.has("default")).isFalse();
        assertThat(job.path("env").path("BASE_DIGEST").asText())
                .isEqualTo("${{ inputs.base-digest || vars.BASE_DIGEST }}");
    }

    @Test
    void shouldOnlyReadTheRepository() {
        assertThat(workflow.path("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        JsonNode jobs = workflow.path("jobs");
        assertThat(Yaml.names(jobs))
                .containsExactlyInAnyOrder("release", "attest", "python", "node");
        assertThat(job.has("permissions")).isFalse();
        for (String publisher : List.of("python", "node"))
            assertThat(jobs.path(publisher).path("permissions").toString())
                    .isEqualTo("{\"contents\":\"read\",\"id-token\":\"write\"}");
        assertThat(jobs.path("attest").path("permissions").toString())
                .isEqualTo(
                        "{\"attestations\":\"write\",\"contents\":\"read\",\"id-token\":\"write\"}");
    }

    /** What has an identity takes the tested files, and runs nothing of ours. */
    @Test
    void shouldSignOnlyWhatTheReleaseBuilt() {
        for (String name : List.of("attest", "python", "node")) {
            JsonNode other = workflow.path("jobs").path(name);
            assertThat(other.path("needs").asText()).as(name).isEqualTo("release");
            assertThat(steps(other)).as(name).hasSize(2);
            assertThat(steps(other).getFirst().path("uses").asText())
                    .as(name)
                    .startsWith("actions/download-artifact@");
        }
    }

    @Test
    void shouldPinActionsToCommits() {
        List<String> uses = TEXT.lines().filter(line -> line.contains("uses:")).toList();
        assertThat(uses)
                .hasSize(8)
                .allMatch(
                        line ->
                                line.matches(
                                        " +- uses: [\\w/-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void shouldPublishWithItsSecretAlone() {
        List<JsonNode> publishing = all.stream().filter(ReleaseWorkflowTest::publishes).toList();
        assertThat(publishing)
                .extracting(step -> step.path("if").asText())
                .containsExactly(
                        "${{ env.HAS_IMAGE_SECRET == 'true' }}",
                        "${{ env.HAS_CHART_SECRET == 'true' }}",
                        "${{ env.HAS_MAVEN_SECRET == 'true' }}",
                        "${{ vars.ATTEST == 'true' }}",
                        "${{ env.HAS_PYPI_SECRET == 'true' || vars.PYPI_TRUSTED == 'true' }}",
                        "${{ env.HAS_NPM_SECRET == 'true' }}");
        for (JsonNode one : workflow.path("jobs")) {
            for (JsonNode step : steps(one)) {
                List<String> secrets = secrets(step);
                String condition = step.path("if").asText();
                if (!condition.contains("env.HAS_")) assertThat(secrets).isEmpty();
                else {
                    assertThat(publishing).contains(step);
                    assertThat(secrets).hasSize(1);
                    String has = condition.replaceFirst(".*env\\.(\\w+).*", "$1");
                    assertThat(one.path("env").path(has).asText())
                            .isEqualTo("${{ secrets." + secrets.getFirst() + " != '' }}");
                }
            }
        }
    }

    @Test
    void shouldPublishAfterAllTests() {
        List<String> runs = steps.stream().map(ReleaseWorkflowTest::run).toList();
        int tests = runs.indexOf(".ci/run");
        assertThat(tests).isPositive();
        assertThat(runs.subList(0, tests))
                .noneMatch(run -> Pattern.compile(PUBLISHES).matcher(run).find());
        assertThat(Files.isExecutable(Repository.ROOT.resolve(".ci/run"))).isTrue();
    }

    @Test
    void shouldBuildEveryImageOntoTheDigest() {
        String base = Repository.read("Dockerfile").replaceAll("(?s).*\nFROM ([^:]+):.*", "$1");
        List<String> images =
                steps.stream()
                        .map(ReleaseWorkflowTest::run)
                        .filter(run -> run.contains("-Pquick,image"))
                        .toList();
        assertThat(images)
                .hasSize(2)
                .allMatch(run -> run.contains("-Djib.from.image=\"" + base + "@$BASE_DIGEST\""))
                .allMatch(run -> run.contains("amd64") && run.contains("arm64"))
                .allMatch(run -> run.contains("-Dimage.revision=\"$GITHUB_SHA\""));
    }

    @ParameterizedTest
    @CsvSource({
        "tag, v0.1.0, '', the digest of the base is missing or wrong",
        "tag, v0.1.0, latest, the digest of the base is missing or wrong",
        "tag, v0.1.0, sha256:0123, the digest of the base is missing or wrong",
        "branch, main, good, main is no tag",
        "tag, v0.2.0, good, pom.xml has another version",
        "tag, v0.1.0, good, ''"
    })
    void shouldCheckTagVersionsAndDigest(
            String type, String name, String digest, String error, @TempDir Path folder)
            throws Exception {
        prepare(folder);
        check(folder, type, name, digest, error);
    }

    @ParameterizedTest
    @FieldSource("VERSIONED")
    void shouldCheckTheVersionInEachFile(String file, @TempDir Path folder) throws Exception {
        prepare(folder);
        Path wrong = folder.resolve(file);
        Files.writeString(wrong, Files.readString(wrong).replace("0.1.0", "0.0.9"));
        check(folder, "tag", "v0.1.0", "good", wrong.getFileName() + " has another version");
    }

    private void check(Path folder, String type, String name, String digest, String error)
            throws Exception {
        Tool.require("bash");
        Path written = Files.createFile(folder.resolve("environment"));
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-eo", "pipefail", "-c", run("check"))
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "GITHUB_REF_TYPE",
                                type,
                                "GITHUB_REF_NAME",
                                name,
                                "GITHUB_ENV",
                                written.toString(),
                                "BASE_DIGEST",
                                digest.equals("good") ? DIGEST : digest));
        Process process = builder.start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isEqualTo(error.isEmpty() ? 0 : 1);
        assertThat(printed).contains(error);
        assertThat(written).hasContent(error.isEmpty() ? "VERSION=0.1.0" : "");
    }

    /** Our files, as a release has them. */
    private static void prepare(Path folder) throws IOException {
        String pom = Repository.read("pom.xml").replace("0.1.0-SNAPSHOT", "0.1.0");
        Files.writeString(folder.resolve("pom.xml"), pom);
        for (String name : VERSIONED) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, Repository.read(name));
        }
    }

    private String run(String id) {
        return steps.stream()
                .filter(step -> step.path("id").asText().equals(id))
                .map(ReleaseWorkflowTest::run)
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> steps(JsonNode job) {
        return StreamSupport.stream(job.path("steps").spliterator(), false).toList();
    }

    private static boolean publishes(JsonNode step) {
        String what = run(step) + step.path("uses").asText();
        return Pattern.compile(PUBLISHES).matcher(what).find();
    }

    private static String run(JsonNode step) {
        return step.path("run").asText().strip();
    }

    private static List<String> secrets(JsonNode step) {
        return SECRET.matcher(step.toString()).results().map(found -> found.group(1)).toList();
    }
}
