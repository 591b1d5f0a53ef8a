package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import metatextgrad.model.event.RunState;
import metatextgrad.services.gateway.SseClient.Received;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConsoleEventsTest extends ConsoleTest {
    @BeforeEach
    void state() {
        fill("");
    }

    private SseClient follow(Person person, String path) throws Exception {
        HttpResponse<InputStream> response =
                gateway.client()
                        .send(person.request(path).GET().build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElseThrow())
                .startsWith("text/event-stream");
        return new SseClient(response);
    }

    /** A run of a project changes. */
    private void change(String run, String project) {
        SampleState.add(
                gateway.gateway().views(),
                SampleState.run(run, SeveralNodesTest.project(project), RunState.Status.RUNNING),
                SampleState.NOON,
                "runs");
    }

    @Test
    void shouldStateThatAProjectChangedAndNothingElse() throws Exception {
        Person person = person(KEY);
        try (SseClient changes = follow(person, "/events?project=dyck")) {
            change("r8", "ticket-triage");
            change("r9", "dyck");

            Received received = changes.next().orElseThrow();

            assertThat(received.type()).isEqualTo("change");
            assertThat(received.data()).isEqualTo("{}");
            assertThat(received.id()).contains("runs.0:");
        }
    }

    @Test
    void shouldStateNothingOfProjectsOfOthers() throws Exception {
        keys("dyck", "shop", "ada");
        Person person = person(KEY);
        await().until(() -> !person.get("/").body().contains("ticket-triage"));
        try (SseClient changes = follow(person, "/events")) {
            change("r8", "ticket-triage");
            change("r9", "dyck");

            String first = changes.next().orElseThrow().id();
            change("r10", "dyck");

            assertThat(changes.next().orElseThrow().id()).isNotEqualTo(first);
        }
    }

    @Test
    void shouldEndWithTheSession() throws Exception {
        Person person = person(KEY);
        try (SseClient changes = follow(person, "/events")) {
            person.post("/sign-out", Map.of());
            change("r9", "dyck");

            while (changes.next().isPresent()) {}
        }
        assertThat(person.get("/events").statusCode()).isEqualTo(303);
    }

    @Test
    void shouldRefuseMorePagesThanASessionMayHave() throws Exception {
        Person person = person(KEY);
        SseClient[] open = new SseClient[20];
        for (int i = 0; i < open.length; i++) open[i] = follow(person, "/events");

        assertThat(person.get("/events").statusCode()).isEqualTo(429);
        for (SseClient one : open) one.close();
    }

    @Test
    void shouldLoadPartsOfPagesAgainAfterAChange() throws Exception {
        Person person = person(KEY);

        assertThat(person.get("/").body())
                .contains("data-events=\"/events\"", "hx-trigger=\"changed from:body, every 60s\"");
        assertThat(person.get("/runs/adapt-dyck-000003").body())
                .contains("data-events=\"/events?project=dyck\"");
        assertThat(person.get("/runs/adapt-dyck-000002").body()).doesNotContain("data-events");
    }
}
