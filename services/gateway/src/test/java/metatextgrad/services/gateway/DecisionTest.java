package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.OPERATOR;
import static metatextgrad.services.gateway.SampleState.OF_BETTER;
import static metatextgrad.services.gateway.SampleState.OF_SEED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import metatextgrad.model.RunId;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RolloutCommand.ChallengerApproved;
import metatextgrad.model.event.RunCommand.RunPaused;
import metatextgrad.model.serving.ServingMarks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecisionTest extends ApiUnderTest {
    private static final String APPROVE =
            "{\"decision\":\"approve\",\"version\":\"%s\",\"share\":0.2,\"reason\":\"%s\"}";

    @BeforeEach
    void start() throws Exception {
        startWithState();
    }

    private HttpResponse<String> decide(String body) throws Exception {
        return post("/projects/dyck/decisions", OPERATOR, body);
    }

    private static String simple(String decision) {
        return "{\"decision\":\"%s\",\"reason\":\"because\"}".formatted(decision);
    }

    @Test
    void shouldApprovePromoteAndRollBackAsTheCommandLineDoes() throws Exception {
        JsonNode approved = json(decide(APPROVE.formatted(OF_BETTER, "looks good")));
        JsonNode promoted = json(decide(simple("promote")));
        JsonNode back = json(decide(simple("rollback")));

        assertThat(approved.path("beside").path("version").asText()).isEqualTo(OF_BETTER.value());
        assertThat(approved.path("beside").path("share").asDouble()).isEqualTo(.2);
        assertThat(approved.path("by").asText()).isEqualTo("ada");
        assertThat(approved.path("why").asText()).contains("looks good");
        assertThat(promoted.path("champion").asText()).isEqualTo(OF_BETTER.value());
        assertThat(back.path("champion").asText()).isEqualTo(OF_SEED.value());
        assertThat(kafka.commands()).hasSize(3).first().isInstanceOf(ChallengerApproved.class);
        assertThat(json(get("/promotions")).path("items").size()).isEqualTo(4);
    }

    @Test
    void shouldRejectAChallenger() throws Exception {
        decide(APPROVE.formatted(OF_BETTER, "try it"));

        JsonNode rejected = json(decide(simple("reject")));

        assertThat(rejected.path("champion").asText()).isEqualTo(OF_SEED.value());
        assertThat(rejected.path("beside").isNull()).isTrue();
    }

    @Test
    void shouldTellTheSecondOfTwoWhatTheFirstDecided() throws Exception {
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<HttpResponse<String>> one = () -> decide(APPROVE.formatted(OF_BETTER, "one"));
            Callable<HttpResponse<String>> other =
                    () -> decide(APPROVE.formatted(OF_BETTER, "other"));
            List<Future<HttpResponse<String>>> both = people.invokeAll(List.of(one, other));

            HttpResponse<String> first = both.get(0).get();
            HttpResponse<String> second = both.get(1).get();

            assertThat(List.of(first.statusCode(), second.statusCode()))
                    .containsExactlyInAnyOrder(200, 409);
        }
        assertThat(json(get("/promotions")).path("items").size()).isEqualTo(2);
    }

    @Test
    void shouldNameTheDecisionThatCameFirst() throws Exception {
        decide(APPROVE.formatted(OF_BETTER, "quick"));

        HttpResponse<String> late =
                decide("{\"decision\":\"rollback\",\"reason\":\"no\",\"seen\":1}");

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(json(late).path("type").asText()).isEqualTo("urn:mtg:problem:already-decided");
        assertThat(json(late).path("decision").path("by").asText()).isEqualTo("ada");
        assertThat(json(late).path("decision").path("why").asText()).contains("quick");
    }

    @Test
    void shouldConfirmADecisionThatALaterTableFollows() throws Exception {
        kafka.afterCommand(() -> add(SampleState.table(3)));

        HttpResponse<String> approved = decide(APPROVE.formatted(OF_BETTER, "looks good"));

        assertThat(approved.statusCode()).isEqualTo(200);
        assertThat(json(approved).path("serial").asLong()).isEqualTo(2);
    }

    @Test
    void shouldNotTakeALabelForAnotherDecision() throws Exception {
        PromptsServed labelled = SampleState.table(1).marked(ServingMarks.NONE.with("eu", OF_SEED));
        PromptsServed decided = SampleState.table(2);
        kafka.rollout(null);
        kafka.afterCommand(
                () -> {
                    add(labelled);
                    Thread.ofVirtual().start(() -> add(decided));
                });

        HttpResponse<String> other = decide(APPROVE.formatted(OF_BETTER, "looks good"));

        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(json(other).path("decision").path("serial").asLong()).isEqualTo(2);
    }

    private void add(PromptsServed table) {
        SampleState.add(
                gateway.gateway().views(), table, SampleState.NOON.plusSeconds(60), "prompts");
    }

    @Test
    void shouldNotDecideOnATableThatItHasNotRead() throws Exception {
        HttpResponse<String> answer =
                decide("{\"decision\":\"rollback\",\"reason\":\"no\",\"seen\":9}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(answer.body()).contains("table-not-read", "serving table 9");
        assertThat(kafka.commands()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"decision":"promote","reason":"r"}                     | 409 | no challenger serves a share
                    {"decision":"rollback","reason":"r"}                    | 409 | there is no earlier champion
                    {"decision":"rollback","version":"x","reason":"r"}      | 409 | was never champion
                    {"decision":"approve","version":"x","reason":"r"}       | 404 | has no version `x`
                    {"decision":"approve","reason":"r"}                     | 400 | `version` is missing
                    {"decision":"promote"}                                  | 400 | `reason` must be a line
                    {"decision":"drop","reason":"r"}                        | 400 | approve, reject, promote, rollback
                    {"decision":"promote","reason":"r","why":1}             | 400 | unknown field
                    {"decision":"promote","reason":"r","share":0.9}         | 400 | `share` must be a number
                    [                                                       | 400 | not JSON
                    """)
    void shouldStateWhyItDecidesNothing(String body, int status, String reason) throws Exception {
        HttpResponse<String> answer = decide(body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(reason);
        assertThat(kafka.commands()).isEmpty();
    }

    @Test
    void shouldNeedTheScopeToOperate() throws Exception {
        assertThat(post("/projects/dyck/decisions", simple("promote")).statusCode()).isEqualTo(403);
        assertThat(
                        post("/runs/r2/commands", "{\"command\":\"pause\",\"reason\":\"r\"}")
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldPauseARunAndRefuseOneThatHasEnded() throws Exception {
        String pause = "{\"command\":\"pause\",\"reason\":\"too dear\"}";

        JsonNode sent = json(post("/runs/r2/commands", OPERATOR, pause));
        HttpResponse<String> ended = post("/runs/r1/commands", OPERATOR, pause);

        assertThat(sent.path("sent").asBoolean()).isTrue();
        assertThat(kafka.commands())
                .containsExactly(new RunPaused(new RunId("r2"), "too dear", "ada"));
        assertThat(ended.statusCode()).isEqualTo(409);
        assertThat(ended.body()).contains("run-ended", "nothing to pause");
    }
}
