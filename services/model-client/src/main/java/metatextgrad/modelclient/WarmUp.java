package metatextgrad.modelclient;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.model.project.ModelSpec;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * A call that no server receives. It loads the classes of a call, some 1,600, which delay the first
 * call of a process by most of a second. A worker does it while it waits for its broker.
 */
public final class WarmUp {
    private static final String COMPLETION =
            """
            {"model": "none", "choices": [{"message": {"content": "."}, "finish_reason": "stop"}], \
            "usage": {"prompt_tokens": 1, "completion_tokens": 1}}""";

    private WarmUp() {}

    /** Makes the call and returns its reply. Any thread. */
    public static Reply call() {
        OkHttpClient local = new OkHttpClient.Builder().addInterceptor(WarmUp::completion).build();
        try (OpenAiModel model =
                new OpenAiModel(
                        URI.create("http://localhost/v1"),
                        ApiKey.of("none"),
                        local,
                        InstantSource.system())) {
            ModelSpec none = new ModelSpec("none", 0, 1, 1);
            return model.askWithLimits(none, List.of(Message.user(".")), 0).reply();
        }
    }

    private static Response completion(Interceptor.Chain chain) {
        return new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("")
                .body(
                        ResponseBody.create(
                                COMPLETION.getBytes(UTF_8), MediaType.get("application/json")))
                .build();
    }
}
