package metatextgrad.services.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import metatextgrad.model.Serial;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.project.Project;
import org.junit.jupiter.api.BeforeEach;

/** A gateway whose API has a state. Each response has to be as the document states. */
abstract class ApiUnderTest extends GatewayTest {
    private static final JsonMapper JSON = new JsonMapper();

    final MemoryKafka kafka = new MemoryKafka();
    private ApiDocument document;

    @BeforeEach
    final void read() throws Exception {
        document = new ApiDocument();
    }

    /** Starts the gateway with {@link SampleState}. */
    final void startWithState() throws Exception {
        gateway.kafka(kafka).table(GatewayUnderTest.table("v1", "Served")).start();
        SampleState.fill(gateway.gateway());
        kafka.rollout(gateway.gateway().views());
    }

    /** The project of most tests begins to adapt to its traffic. */
    final void adapt() {
        Project project = SeveralNodesTest.project();
        SampleState.add(
                gateway.gateway().views(),
                new AdaptState(project, true, 1, null, project.seed(), "", null, new Serial(1)),
                SampleState.NOON,
                "adapt-state");
    }

    final HttpRequest.Builder request(String path, String key) {
        return gateway.request("/api/v1" + path).setHeader("Authorization", "Bearer " + key);
    }

    final HttpResponse<String> get(String path) throws Exception {
        return send(request(path, GatewayUnderTest.KEY).GET());
    }

    final HttpResponse<String> post(String path, String body) throws Exception {
        return post(path, GatewayUnderTest.KEY, body);
    }

    final HttpResponse<String> post(String path, String key, String body) throws Exception {
        return send(request(path, key).POST(BodyPublishers.ofString(body)));
    }

    final HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = gateway.send(request);
        document.check(response.request().method(), response);
        return response;
    }

    /** Opens a stream of events. */
    final SseClient follow(String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                request(path, GatewayUnderTest.KEY).header("Accept", "text/event-stream");
        if (headers.length > 0) request.headers(headers);
        HttpResponse<InputStream> response =
                gateway.client()
                        .send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        return new SseClient(response);
    }

    static JsonNode json(HttpResponse<String> response) throws Exception {
        return JSON.readTree(response.body());
    }
}
