package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Serial;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.RunState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FeedTest extends ApiUnderTest {
    @BeforeEach
    void start() throws Exception {
        startWithState();
    }

    private void addRun(String id) {
        SampleState.add(
                gateway.gateway().views(),
                SampleState.run(id, RunState.Status.RUNNING),
                SampleState.NOON,
                "runs");
    }

    @Test
    void shouldSendEachChangeWhenItComes() throws Exception {
        try (SseClient client = follow("/events")) {
            SseClient.Received open = client.next().orElseThrow();
            addRun("r5");
            SseClient.Received run = client.next().orElseThrow();

            assertThat(client.response().headers().firstValue("content-type"))
                    .contains("text/event-stream;charset=utf-8");
            assertThat(open.type()).isEqualTo("open");
            assertThat(run.type()).isEqualTo("run");
            assertThat(run.data()).startsWith("{\"run\":\"r5\",\"project\":\"dyck\"");
        }
    }

    @Test
    void shouldContinueAfterTheLastEventWithoutLossOrRepetition() throws Exception {
        String last;
        try (SseClient client = follow("/events")) {
            client.next();
            addRun("r5");
            last = client.next().orElseThrow().id();
        }
        addRun("r6");
        addRun("r7");

        List<String> runs = new ArrayList<>();
        try (SseClient client = follow("/events", "Last-Event-ID", last)) {
            for (int i = 0; i < 2; i++) runs.add(client.next().orElseThrow().data().split("\"")[3]);
        }

        assertThat(runs).containsExactly("r6", "r7");
    }

    @Test
    void shouldSendTheProjectsOfTheKeyOnly() throws Exception {
        try (SseClient client = follow("/events?project=dyck")) {
            client.next();
            SampleState.add(
                    gateway.gateway().views(),
                    new ProjectDefined(SeveralNodesTest.project("other"), new Serial(1)),
                    SampleState.NOON,
                    "projects");
            addRun("r5");

            assertThat(client.next().orElseThrow().type()).isEqualTo("run");
        }
    }

    @Test
    void shouldRefuseAnIdOfAnotherFeed() throws Exception {
        assertThat(
                        send(request("/events", GatewayUnderTest.KEY)
                                        .header("Last-Event-ID", "17")
                                        .GET())
                                .body())
                .contains("invalid-parameter");
    }

    @Test
    void shouldSendThePromptsOfALabelWhenTheyChange() throws Exception {
        try (SseClient client = follow("/prompts/dyck?label=production")) {
            SseClient.Received first = client.next().orElseThrow();
            gateway.gateway().accept(table("v2", "Better").replace(": 4", ": 5"));
            SseClient.Received second = client.next().orElseThrow();

            assertThat(first.type()).isEqualTo("prompts");
            assertThat(first.data()).contains("\"version\":\"v1\"", "\"text\":\"Served\"");
            assertThat(second.data()).contains("\"version\":\"v2\"", "\"text\":\"Better\"");
        }
    }

    @Test
    void shouldNotSendPromptsAgainThatTheClientHas() throws Exception {
        String last;
        try (SseClient client = follow("/prompts/dyck")) {
            last = client.next().orElseThrow().id();
        }
        try (SseClient client = follow("/prompts/dyck", "Last-Event-ID", last)) {
            gateway.gateway().accept(table("v2", "Better").replace(": 4", ": 5"));

            assertThat(client.next().orElseThrow().data()).contains("Better");
        }
    }

    @Test
    void shouldEndTheStreamWhenItsKeyIsRevoked() throws Exception {
        try (SseClient client = follow("/events")) {
            client.next();
            Files.writeString(gateway.file(), "projects: {}\n");

            // The file counts within a second; each change looks at it.
            int runs = 0;
            do addRun("x" + runs++);
            while (client.next().isPresent());
            assertThat(get("/runs").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void shouldEndTheStreamWhenItsKeyLosesAProject() throws Exception {
        try (SseClient client = follow("/events")) {
            client.next();
            String rules = Files.readString(gateway.file());
            Files.writeString(gateway.file(), rules.replace("[dyck]", "[other]"));

            // The file counts within a second; each change looks at it.
            int runs = 0;
            do addRun("x" + runs++);
            while (client.next().isPresent());
            assertThat(get("/projects/dyck").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void shouldEndItsStreamsWhenItShutsDown() throws Exception {
        try (SseClient client = follow("/events")) {
            client.next();

            Thread end = Thread.ofVirtual().start(gateway.gateway()::close);

            assertThat(client.next()).isEmpty();
            end.join();
        }
    }
}
