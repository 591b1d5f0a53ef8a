package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.Serial;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.RunState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadApiTest extends ApiUnderTest {
    @Test
    void shouldShowWhatServesAndWhatWaits() throws Exception {
        startWithState();

        JsonNode project = json(get("/projects")).path("items").path(0);

        assertThat(project.path("project").asText()).isEqualTo("dyck");
        assertThat(project.path("serving").path("champion").asText())
                .isEqualTo(SampleState.OF_SEED.value());
        assertThat(project.path("waiting").asInt()).isEqualTo(1);
        assertThat(project.path("drift").path("after").asDouble()).isEqualTo(.5);
        assertThat(json(get("/projects/dyck")).path("definition").path("question-type").asText())
                .isEqualTo("Brackets are given; the answer closes them.");
    }

    @Test
    void shouldShowTheWayFromTheSeedProgramToAVersion() throws Exception {
        startWithState();

        JsonNode better = json(get("/projects/dyck/versions/" + SampleState.OF_BETTER));
        JsonNode seed = json(get("/projects/dyck/versions/" + better.path("parent").asText()));

        assertThat(better.path("text").asText()).isEqualTo("Think, then close.");
        assertThat(better.path("stage").path("name").asText()).isEqualTo("waiting");
        assertThat(better.path("contest").path("fixed").asInt()).isEqualTo(2);
        assertThat(seed.path("role").asText()).isEqualTo("champion");
        assertThat(seed.path("parent").isNull()).isTrue();
    }

    @Test
    void shouldShowAContestTaskByTask() throws Exception {
        startWithState();

        assertThat(json(get("/projects/dyck/contests/1")).path("differences").toString())
                .isEqualTo("[1.0,0.0,-1.0,1.0]");
        assertThat(json(get("/projects/dyck/contests")).path("items").size()).isEqualTo(1);
    }

    @Test
    void shouldShowARunWithItsResults() throws Exception {
        startWithState();

        JsonNode run = json(get("/runs/r1"));

        assertThat(run.path("status").asText()).isEqualTo("finished");
        assertThat(run.path("results").path(1).path("difference").path("estimate").asDouble())
                .isEqualTo(1);
        assertThat(run.path("verdict").asText()).isEqualTo("no gain");
        assertThat(json(get("/runs?status=running")).path("items").path(0).path("run").asText())
                .isEqualTo("r2");
    }

    @Test
    void shouldShowWhoPromotedWhatNewestFirst() throws Exception {
        startWithState();
        SampleState.add(
                gateway.gateway().views(),
                SampleState.table(2),
                SampleState.NOON.plusSeconds(9),
                "prompts");

        JsonNode items = json(get("/promotions?project=dyck")).path("items");

        assertThat(items.path(0).path("serial").asInt()).isEqualTo(2);
        assertThat(items.path(1).path("why").asText()).isEqualTo("first run finished");
        assertThat(items.path(1).path("at").asText()).isEqualTo("2026-11-28T12:00:00Z");
    }

    @Test
    void shouldPageThroughAllRunsOnceWhileNewOnesCome() throws Exception {
        startWithState();
        for (int i = 10; i < 15; i++) addRun("r" + i);

        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = json(get("/runs?limit=2" + cursor));
            page.path("items").forEach(one -> seen.add(one.path("run").asText()));
            cursor = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asText();
            addRun("a" + seen.size()); // before the cursor
        }

        assertThat(seen).containsExactly("r1", "r10", "r11", "r12", "r13", "r14", "r2");
    }

    private void addRun(String id) {
        SampleState.add(
                gateway.gateway().views(),
                SampleState.run(id, RunState.Status.RUNNING),
                SampleState.NOON,
                "runs");
    }

    @Test
    void shouldAnswerThatNothingChanged() throws Exception {
        startWithState();
        String tag = get("/runs").headers().firstValue("etag").orElseThrow();

        HttpResponse<String> same =
                send(request("/runs", GatewayUnderTest.KEY).header("If-None-Match", tag).GET());
        addRun("r3");
        HttpResponse<String> other =
                send(request("/runs", GatewayUnderTest.KEY).header("If-None-Match", tag).GET());

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldShowAKeyItsProjectsOnly() throws Exception {
        startWithState();
        var other = SeveralNodesTest.project("other");
        SampleState.add(
                gateway.gateway().views(),
                new ProjectDefined(other, new Serial(1)),
                SampleState.NOON,
                "projects");

        assertThat(json(get("/projects")).path("items").size()).isEqualTo(1);
        assertThat(get("/projects/other").statusCode()).isEqualTo(403);
        assertThat(get("/runs?project=other").statusCode()).isEqualTo(403);
    }

    @Test
    void shouldNotShowWhetherARunOfOthersExists() throws Exception {
        startWithState();
        SampleState.add(
                gateway.gateway().views(),
                SampleState.run(
                        "secret", SeveralNodesTest.project("other"), RunState.Status.RUNNING),
                SampleState.NOON,
                "runs");

        HttpResponse<String> others = get("/runs/secret");
        HttpResponse<String> none = get("/runs/none");

        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(others.body()).isEqualTo(none.body().replace("none", "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/projects", "/projects/dyck", "/runs", "/promotions", "/events"})
    void shouldNotShowAStateThatItHasNotRead(String path) throws Exception {
        gateway.start();

        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("5");
        assertThat(answer.body()).contains("urn:mtg:problem:state-unavailable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /projects/dyck/versions/none   | 404 | unknown-version
                    /projects/dyck/contests/2      | 404 | unknown-contest
                    /runs/none                     | 404 | unknown-run
                    /runs?status=odd               | 400 | invalid-parameter
                    /runs?limit=0                  | 400 | invalid-parameter
                    /runs?cursor=%25%25            | 400 | invalid-parameter
                    /projects/%20x                 | 400 | invalid-parameter
                    """)
    void shouldStateWhatIsWrong(String path, int status, String type) throws Exception {
        startWithState();

        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("urn:mtg:problem:" + type);
    }

    @ParameterizedTest
    @CsvSource({"DELETE,/runs,GET", "PUT,/tasks,POST", "POST,/projects/dyck,GET"})
    void shouldStateTheMethodsOfAPath(String method, String path, String allowed) throws Exception {
        startWithState();

        HttpResponse<String> answer =
                send(request(path, GatewayUnderTest.KEY).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains(allowed);
        assertThat(answer.body()).contains("method-not-allowed");
    }
}
