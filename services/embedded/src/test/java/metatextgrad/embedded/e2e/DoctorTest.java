package metatextgrad.embedded.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.cli.testing.Waits;
import metatextgrad.embedded.faults.AllInOneForTests;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor reports each problem in its place, with the command that fixes it. */
@Tag("broker")
final class DoctorTest {
    private static final String UNREACHABLE = "127.0.0.1:1";

    @TempDir private Path temp;

    @Test
    void defect4ShouldNameTheProjectsThatAreNotDefined() throws Exception {
        try (AllInOneForTests all =
                AllInOneForTests.start(
                        temp.resolve("data"), URI.create("http://127.0.0.1:9/v1"), 1)) {
            MtgCommand mtg = MtgCommand.on(temp, all.settings()).with("MTG_OPS_PORT", "0");
            Path example = Path.of("../../examples/dyck.yaml");
            Path project = Files.copy(example, temp.resolve("p.yaml"));
            assertThat(mtg.here("projects", "apply", "-f", project.toString()).code()).isZero();
            MtgCommand.Ended sent =
                    sent(
                            mtg,
                            """
                            {"input": "x", "target": "y", "set": "s", "project": "dyk"}
                            {"input": "z", "target": "y", "set": "s", "project": "dyck"}
                            """);
            assertThat(sent.code()).isZero();
            assertThat(sent.out()).isEqualTo("2 tasks sent\n");
            assertThat(sent.err())
                    .isEqualTo(
                            "mtg: project dyk is not defined: tasks that wait for its definition, for a day at most: 1 (see mtg tasks sets). Did you mean `dyck`?\n");
            String line = "unknown project `dyk`, waiting tasks: 1. Did you mean `dyck`?";
            Waits.looking()
                    .untilAsserted(
                            () ->
                                    assertThat(mtg.here("tasks", "sets").out())
                                            .isEqualTo(
                                                    "project  set  tasks\ndyck     s    1\n"
                                                            + line
                                                            + "\n"));
            assertThat(mtg.here("doctor").out())
                    .contains(
                            line,
                            "disk      -        the data folder ",
                            " does not exist: set MTG_DATA ");
            MtgCommand.Ended shown = mtg.here("projects", "show", "dyk");
            assertThat(shown.code()).isEqualTo(3);
            assertThat(mtg.here("prompts", "ls", "--project", "dyk")).isEqualTo(shown);
            assertThat(mtg.here("optimizers", "ls", "--project", "dyk")).isEqualTo(shown);
            assertThat(mtg.here("prompts", "ls", "--project", "dyck").out())
                    .startsWith("no versions yet: ");

            Files.writeString(project, Files.readString(project).replace("id: dyck", "id: dyk"));
            assertThat(mtg.here("projects", "apply", "-f", project.toString()).code()).isZero();
            Waits.looking()
                    .untilAsserted(
                            () ->
                                    assertThat(mtg.here("tasks", "sets").out())
                                            .isEqualTo(
                                                    "project  set  tasks\ndyck     s    1\ndyk      s    1\n"));
        }
    }

    @Test
    void shouldFindAHealthySystemHealthyAndBillACallOnlyOnRequest() throws Exception {
        try (SimulatorServer simulator = SimulatorServer.start(SimulatorConfig.of("demo"));
                AllInOneForTests all =
                        AllInOneForTests.start(temp.resolve("data"), simulator.baseUrl(), 1);
                ServerSocket taken = new ServerSocket(0)) {
            Path prices = temp.resolve("old-prices.yaml");
            Files.writeString(prices, "as-of: 2020-01-01\nmodels: {}\n");
            MtgCommand mtg =
                    MtgCommand.on(temp, all.settings())
                            .with("OPENAI_BASE_URL", simulator.baseUrl().toString())
                            .with("OPENAI_API_KEY", "x")
                            .with("MTG_PRICES", prices.toString())
                            .with("MTG_PARTITIONS", "" + all.settings().partitions())
                            .with("MTG_OPS_PORT", "0")
                            .with("MTG_DATA", temp.toString());
            MtgCommand.Ended well = mtg.here("doctor");
            assertThat(well.code()).as(well.out() + well.err()).isZero();
            assertThat(places(well))
                    .containsExactly(
                            "broker ok",
                            "features ok",
                            "topics ok",
                            "transactions ok",
                            "rights ok",
                            "registry ok",
                            "tasks ok",
                            "pause ok",
                            "clock ok",
                            "model ok",
                            "prices -",
                            "disk ok",
                            "port ok");
            assertThat(simulator.calls().calls()).isZero();
            mtg.done("pause", "--all");
            assertThat(mtg.done("doctor"))
                    .contains("pause     -        model calls of all projects are paused; ");
            mtg.done("resume", "--all");

            assertThat(mtg.here("doctor", "--spend", "sim-student").out())
                    .contains("sim-student answered one call (");
            assertThat(simulator.calls().calls()).isEqualTo(1);

            MtgCommand.Ended colliding = mtg.with("MTG_PREFIX", "mtg_").here("topics", "apply");
            assertThat(colliding.code()).isEqualTo(78);
            assertThat(colliding.err())
                    .contains("mtg: Kafka accepts no topics that begin with mtg_: ")
                    .contains(" collides with existing topic")
                    .endsWith(". Choose another MTG_PREFIX\n");

            MtgCommand.Ended unnamed = mtg.here("doctor", "--spend", " ");
            assertThat(unnamed.code()).isEqualTo(2);
            assertThat(unnamed.err()).isEqualTo("mtg: --spend is blank: specify a model\n");
            MtgCommand.Ended unknown = mtg.here("doctor", "--spend", "nobody");
            assertThat(unknown.code()).isEqualTo(78);
            assertThat(unknown.out()).contains("nobody did not answer: ");

            MtgCommand.Ended other =
                    mtg.with("MTG_PREFIX", "other.")
                            .with("MTG_OPS_PORT", "" + taken.getLocalPort())
                            .here("doctor");
            assertThat(other.code()).isEqualTo(78);
            assertThat(places(other)).contains("topics PROBLEM", "rights -", "port -");
            assertThat(other.out())
                    .contains(
                            "other.projects: missing; create it with: mtg topics apply; ",
                            "fix: mtg topics apply, which creates missing topics");
        }
    }

    @Test
    void shouldReportTheFixIfNoServerAnswers() throws Exception {
        MtgCommand.Ended ended =
                MtgCommand.in(temp)
                        .with("KAFKA_BOOTSTRAP_SERVERS", UNREACHABLE)
                        .with("APICURIO_REGISTRY_URL", "http://" + UNREACHABLE)
                        .with("OPENAI_BASE_URL", "http://" + UNREACHABLE + "/v1")
                        .here("doctor", "-o", "json");
        assertThat(ended.code()).isEqualTo(78);
        assertThat(ended.out())
                .contains(
                        "\"check\":\"broker\",\"status\":\"problem\"",
                        "\"check\":\"registry\",\"status\":\"problem\"",
                        "\"check\":\"clock\",\"status\":\"unknown\"",
                        "\"check\":\"model\",\"status\":\"problem\"",
                        "\"fix\":\"run mtg up --data FOLDER, or set KAFKA_BOOTSTRAP_SERVERS to ",
                        "\"fix\":\"run mtg up --data FOLDER, or set APICURIO_REGISTRY_URL to ",
                        "\"fix\":\"set OPENAI_BASE_URL to its address, such as ");
        assertThat(ended.err()).doesNotContain("\tat ");
        MtgCommand unnamed =
                MtgCommand.in(temp)
                        .with("KAFKA_BOOTSTRAP_SERVERS", UNREACHABLE)
                        .with("APICURIO_REGISTRY_URL", "http://" + UNREACHABLE);
        assertThat(unnamed.here("doctor", "-o", "json").out())
                .contains(
                        "\"check\":\"model\",\"status\":\"unknown\",\"detail\":\"no model server is configured (OPENAI_BASE_URL is not set): set OPENAI_BASE_URL to ");
    }

    private static MtgCommand.Ended sent(MtgCommand mtg, String lines) {
        InputStream real = System.in;
        System.setIn(new ByteArrayInputStream(lines.getBytes(UTF_8)));
        try {
            return mtg.here("tasks", "send");
        } finally {
            System.setIn(real);
        }
    }

    private static List<String> places(MtgCommand.Ended ended) {
        return ended.out()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.replaceAll("^(\\S+) +(\\S+).*", "$1 $2"))
                .toList();
    }
}
