package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.GatewayUnderTest.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ObjectMappers;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official client of Java, once directly and once through the gateway. */
final class OfficialJavaSdkTest extends GatewayTest {
    private static final JsonMapper JSON = ObjectMappers.jsonMapper();

    private JsonNode cases;
    private OpenAIClient direct;
    private OpenAIClient passing;
    private OpenAIClient served;

    @BeforeEach
    void start() throws Exception {
        cases = JSON.readTree(Files.readString(Path.of("src", "test", "sdks", "cases.json")));
        upstream.answers(new EchoModels());
        gateway.rules("dyck: {model: gpt-4o-mini}").table(table("v1", "Served")).start();
        direct = client(upstream.url().toString());
        passing = client(gateway.uri("/v1").toString());
        served = client(gateway.uri("/p/dyck/v1").toString());
    }

    @AfterEach
    void stop() {
        for (OpenAIClient one : List.of(direct, passing, served)) one.close();
    }

    @Test
    void shouldCompleteEachCase() throws Exception {
        String model = cases.path("model").asText();
        for (JsonNode one : cases.path("chat")) {
            JsonNode fields = one.path("fields");
            assertThat(complete(passing, fields, model, "Mine."))
                    .as("%s", one)
                    .isEqualTo(complete(direct, fields, model, "Mine."));
            // The model server must get the prompt and the model of the project, and nothing else.
            String expected = complete(direct, fields, model, "Served");
            assertThat(complete(served, fields, "any", "Mine."))
                    .as("%s", one)
                    .isEqualTo(expected)
                    .contains("Served");
            assertThat(complete(passing, fields, "mtg/dyck", "Mine."))
                    .as("%s", one)
                    .isEqualTo(expected);
        }
    }

    @Test
    void shouldPassErrorsOn() throws Exception {
        for (JsonNode status : cases.path("errors")) {
            JsonNode fields =
                    JSON.readTree(
                            "{\"messages\": [{\"role\": \"system\"}, {\"role\": \"user\", \"content\": \"error %s\"}]}"
                                    .formatted(status));
            assertThat(complete(served, fields, "any", "Mine."))
                    .isEqualTo(complete(direct, fields, cases.path("model").asText(), "Served"))
                    .startsWith("HTTP " + status);
        }
    }

    @Test
    void shouldPassAllElseOn() throws Exception {
        for (OpenAIClient one : List.of(passing, served)) {
            for (JsonNode embedding : cases.path("embeddings"))
                assertThat(embed(one, embedding)).isEqualTo(embed(direct, embedding));
            assertThat(json(one.models().list().items()))
                    .isEqualTo(json(direct.models().list().items()));
        }
    }

    @Test
    void shouldHaveACaseOfEveryParameter() {
        Set<String> known =
                Arrays.stream(ChatCompletionCreateParams.Body.class.getMethods())
                        .map(method -> method.getName())
                        .filter(name -> name.startsWith("_") && !name.endsWith("Properties"))
                        .map(name -> name.substring(1).replaceAll("([A-Z])", "_$1"))
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> used = new TreeSet<>(Set.of("model", "messages"));
        for (JsonNode one : cases.path("chat"))
            one.path("fields").fieldNames().forEachRemaining(used::add);

        assertThat(known).hasSizeGreaterThan(30);
        assertThat(used).containsAll(known);
    }

    private static OpenAIClient client(String url) {
        return OpenAIOkHttpClient.builder().baseUrl(url).apiKey("sk-own").maxRetries(0).build();
    }

    /** Returns all that an application sees of an answer or an error. */
    private String complete(OpenAIClient of, JsonNode fields, String model, String system)
            throws Exception {
        ObjectNode body = JSON.createObjectNode().put("model", model);
        body.set("messages", cases.path("messages"));
        body.setAll((ObjectNode) fields);
        body = body.deepCopy();
        ((ObjectNode) body.path("messages").path(0)).put("content", system);
        boolean streams = body.remove("stream") != null;
        ChatCompletionCreateParams params =
                ChatCompletionCreateParams.builder()
                        .body(JSON.treeToValue(body, ChatCompletionCreateParams.Body.class))
                        .build();
        try {
            return streams
                    ? json(chunks(of, params))
                    : json(of.chat().completions().create(params));
        } catch (OpenAIServiceException e) {
            return "HTTP %d %s %s %s %s"
                    .formatted(e.statusCode(), e.body(), e.code(), e.param(), e.type());
        }
    }

    private static List<ChatCompletionChunk> chunks(
            OpenAIClient of, ChatCompletionCreateParams params) {
        List<ChatCompletionChunk> chunks = new ArrayList<>();
        try (StreamResponse<ChatCompletionChunk> stream =
                of.chat().completions().createStreaming(params)) {
            stream.stream().forEach(chunks::add);
        }
        return chunks;
    }

    private static String embed(OpenAIClient of, JsonNode embedding) throws Exception {
        ObjectNode body = embedding.path("fields").deepCopy();
        body.put("model", "embedding");
        return json(
                of.embeddings()
                        .create(
                                EmbeddingCreateParams.builder()
                                        .body(
                                                JSON.treeToValue(
                                                        body, EmbeddingCreateParams.Body.class))
                                        .build()));
    }

    private static String json(Object value) throws Exception {
        return JSON.writeValueAsString(value);
    }
}
