package metatextgrad.services.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import metatextgrad.json.AnswerJson;
import metatextgrad.json.TaskJson;
import metatextgrad.services.gateway.traffic.Backlog.Lags;
import metatextgrad.services.gateway.traffic.TrafficRecord;
import metatextgrad.topics.Topics;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrafficApiTest extends ApiUnderTest {
    private static final String TASK = "{\"project\":\"dyck\",\"input\":\"( [%s\"}";
    private static final String ANSWER =
            "{\"project\":\"dyck\",\"task\":\"t1\",\"user\":\"u\",\"version\":\"v1\",\"serial\":4,\"probability\":0.5,\"output\":\") ]\",\"served\":\"2026-11-28T12:00:00Z\"}";

    private static final String FEEDBACK =
            "{\"project\":\"dyck\",\"task\":\"t1\",\"flag\":\"good\"}";

    private HttpResponse<String> task(String once, String body) throws Exception {
        return send(
                request("/tasks", GatewayUnderTest.KEY)
                        .header("Idempotency-Key", once)
                        .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void shouldWriteAnswersAsIntakeReadsThem() throws Exception {
        startWithState();
        adapt();

        HttpResponse<String> answer = post("/answers", ANSWER);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"task\":\"t1\"}");
        TrafficRecord record = kafka.records().getFirst();
        assertThat(record.topic()).isEqualTo(Topics.ANSWERS);
        assertThat(AnswerJson.read(record.json())).isEqualTo(AnswerJson.read(ANSWER));
    }

    /** Intake would put them aside. */
    @Test
    void shouldRefuseWhatBelongsToTasksOfAProjectThatDoesNotAdapt() throws Exception {
        startWithState();

        for (String path : List.of("/answers", "/feedback")) {
            String body = path.equals("/answers") ? ANSWER : FEEDBACK;
            HttpResponse<String> refused = post(path, body);

            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body())
                    .contains(
                            "not-adapting", "does not adapt to its traffic: mtg adapt start dyck");
        }
        assertThat(kafka.records()).isEmpty();
        adapt();
        assertThat(post("/feedback", FEEDBACK).statusCode()).isEqualTo(202);
    }

    @Test
    void shouldGiveRepeatedTasksTheSameIdAtEveryGateway() throws Exception {
        startWithState();
        String body = TASK.formatted("");
        HttpResponse<String> first = task("7", body);
        gateway.close();
        gateway.start();
        HttpResponse<String> second = task("7", body);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(kafka.records().stream().map(one -> TaskJson.read(one.json(), null, null)))
                .hasSize(2)
                .containsOnly(TaskJson.read(kafka.records().getFirst().json(), null, null));
    }

    @Test
    void shouldWriteOneOfManyEqualRequestsOfOneKey() throws Exception {
        startWithState();
        CompletableFuture<Void> kafkaAnswers = new CompletableFuture<>();
        kafka.answers(kafkaAnswers);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String body = TASK.formatted(i % 2);
                all.add(clients.submit(() -> task("7", body)));
            }
            await().until(() -> all.stream().filter(Future::isDone).count() == 10);
            kafkaAnswers.complete(null);

            List<Integer> statuses = new ArrayList<>();
            for (Future<HttpResponse<String>> one : all) statuses.add(one.get().statusCode());
            assertThat(statuses).containsOnly(202, 422).filteredOn(one -> one == 202).hasSize(10);
        }
        assertThat(kafka.records()).hasSize(1);
    }

    @Test
    void shouldWriteARequestThatFailedBefore() throws Exception {
        startWithState();
        kafka.answers(CompletableFuture.failedFuture(new TimeoutException("away")));
        HttpResponse<String> failed = task("7", TASK.formatted(""));
        kafka.answers(CompletableFuture.completedFuture(null));

        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(task("7", TASK.formatted("")).statusCode()).isEqualTo(202);
        assertThat(kafka.records()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"100000,0,records wait for intake", "0,100000,model calls wait for llm-worker"})
    void shouldTakeNothingMoreWhileTooMuchWaits(long intake, long calls, String reason)
            throws Exception {
        gateway.lags(new Lags(intake, calls));
        startWithState();

        HttpResponse<String> answer = post("/tasks", TASK.formatted(""));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("retry-after")).contains("30");
        assertThat(answer.body()).contains("urn:mtg:problem:too-much-waits", reason);
        assertThat(kafka.records()).isEmpty();
    }
}
