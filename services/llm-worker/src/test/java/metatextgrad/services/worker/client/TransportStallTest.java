package metatextgrad.services.worker.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.model.ModelSpec;
import org.junit.jupiter.api.Test;

/**
 * A prompt of more than 8 KB leaves in several writes, and without TCP_NODELAY the last one waits
 * some 40 ms for an acknowledgement (RELIABILITY §13.1). Prints both sides, asserts ours, by the
 * fastest call of many: a stall makes all of them wait, a busy machine only most.
 */
final class TransportStallTest {
    private static final int[] KILOBYTES = {1, 4, 8, 12, 20};
    private static final int CALLS = 30;
    private static final String ANSWER =
            """
            {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
             "finish_reason":"stop","message":{"role":"assistant","content":"ok","refusal":null}}]}
            """;

    /** One call with a prompt of this text. */
    @FunctionalInterface
    private interface Call {
        void make(String prompt);
    }

    @Test
    void shouldNotStallOnPromptsThatNeedSeveralWrites() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.getRequestBody().readAllBytes();
                        byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
        try (OpenAiModel ours = new OpenAiModel(url, ApiKey.of("k"), 4, InstantSource.system())) {
            ModelSpec spec = new ModelSpec("m", 0, 10, 10);
            OpenAIClient plain =
                    OpenAIOkHttpClient.builder().baseUrl(url.toString()).apiKey("k").build();

            NavigableMap<Integer, Duration> before =
                    fastest(prompt -> plain.chat().completions().create(params(prompt)));
            NavigableMap<Integer, Duration> after =
                    fastest(
                            prompt ->
                                    assertThat(ours.ask(spec, List.of(Message.user(prompt)), 1))
                                            .isInstanceOf(Reply.Answered.class));

            System.out.println("[measured] fastest by KB, plain client: " + before);
            System.out.println("[measured] fastest by KB, this client:  " + after);
            Duration bound = after.firstEntry().getValue().plusMillis(20);
            assertThat(after.values()).allMatch(time -> time.compareTo(bound) < 0);
            plain.close();
        } finally {
            server.stop(0);
        }
    }

    private static NavigableMap<Integer, Duration> fastest(Call call) {
        for (int i = 0; i < 50; i++) call.make("warm up");
        NavigableMap<Integer, Duration> fastest = new TreeMap<>();
        for (int kilobytes : KILOBYTES) {
            String prompt = "x".repeat(kilobytes * 1024);
            List<Duration> times = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                long start = System.nanoTime();
                call.make(prompt);
                times.add(Duration.ofNanos(System.nanoTime() - start));
            }
            fastest.put(kilobytes, Collections.min(times));
        }
        return fastest;
    }

    private static ChatCompletionCreateParams params(String prompt) {
        return ChatCompletionCreateParams.builder().model("m").addUserMessage(prompt).build();
    }
}
