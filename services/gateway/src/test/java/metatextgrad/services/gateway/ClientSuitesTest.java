package metatextgrad.services.gateway;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static metatextgrad.services.gateway.GatewayUnderTest.twoVersions;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import metatextgrad.json.AnswerJson;
import metatextgrad.json.FeedbackJson;
import metatextgrad.json.TaskJson;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.services.gateway.traffic.TrafficRecord;
import metatextgrad.topics.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The clients of other languages, by their own suites, against a gateway with a fixed table. */
@Tag("long")
final class ClientSuitesTest extends GatewayTest {
    private static final Path CLIENTS = Path.of("..", "..", "clients").toAbsolutePath().normalize();

    private static final String VECTORS = "assignment-vectors.json";

    private final MemoryKafka kafka = new MemoryKafka();

    @BeforeEach
    void start() throws Exception {
        gateway.table(twoVersions()).kafka(kafka).start();
    }

    @Test
    void shouldPassTheSuiteOfPython() throws Exception {
        SuiteProcess python = suite(CLIENTS.resolve("python")).with("PYTHONPATH", "src");
        python.assume(
                "the Python client needs Python 3.9 or newer: apt-get install python3",
                "python3",
                "-c",
                "import sys; assert sys.version_info >= (3, 9), sys.version");

        String output = python.requireSuccess("python3", "-B", "-m", "unittest");

        assertThat(output).contains("Ran ", "OK").doesNotContain("skipped");
        requireDelivered("python-1");
    }

    /** In a copy, so that the packages of npm never come into the checkout. */
    @Test
    void shouldPassTheSuiteOfNode() throws Exception {
        Path docs = CLIENTS.resolveSibling("docs").resolve(VECTORS);
        Path copy = Path.of("target", "clients", "node").toAbsolutePath();
        Files.createDirectories(copy);
        Path copiedDocs = Files.createDirectories(Path.of("target", "docs"));
        Files.copy(docs, copiedDocs.resolve(VECTORS), REPLACE_EXISTING);
        SuiteProcess node = suite(copy);
        node.assume(
                "the Node client needs Node 20 or newer: https://nodejs.org",
                "node",
                "-e",
                "if (parseInt(process.versions.node) < 20) throw process.version");
        node.requireSuccess("rm", "-rf", "src", "test", "build");
        node.requireSuccess("cp", "-R", CLIENTS.resolve("node/.").toString(), copy.toString());
        node.assume(
                "the suite of the Node client needs its packages",
                "npm",
                "ci",
                "--prefer-offline",
                "--no-audit",
                "--no-fund");

        String output = node.requireSuccess("npm", "test");

        assertThat(output).contains("# fail 0", "# skipped 0");
        requireDelivered("node-1");
    }

    /** The gateway has written what the suite reported, in any order. */
    private void requireDelivered(String task) {
        assertThat(kafka.records())
                .extracting(TrafficRecord::topic)
                .containsExactlyInAnyOrder(Topics.TASKS, Topics.ANSWERS, Topics.FEEDBACK);
        for (TrafficRecord record : kafka.records()) {
            if (record.topic().equals(Topics.TASKS)) {
                TaskSubmitted read = TaskJson.read(record.json(), null, null);
                assertThat(read.id().value()).isEqualTo(task);
                assertThat(read.group()).isEqualTo("a");
                assertThat(read.input()).isEqualTo("( [");
            } else if (record.topic().equals(Topics.ANSWERS)) {
                AnswerGiven read = AnswerJson.read(record.json());
                assertThat(read.task().value()).isEqualTo(task);
                assertThat(read.version().value()).isEqualTo("v1");
                assertThat(read.probability()).isEqualTo(.75);
                assertThat(read.output()).isEqualTo("] )");
            } else {
                FeedbackGiven read = FeedbackJson.read(record.json(), Instant.EPOCH);
                assertThat(read.task().value()).isEqualTo(task);
                assertThat(read.score()).isEqualTo(1);
            }
        }
    }

    private SuiteProcess suite(Path folder) {
        return new SuiteProcess(folder)
                .with("MTG_TEST_GATEWAY", gateway.uri("").toString())
                .with("MTG_TEST_KEY", KEY);
    }
}
