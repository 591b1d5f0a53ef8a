package metatextgrad.modelclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.model.project.ModelServer;
import metatextgrad.model.project.ModelSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which server gets which key. */
final class ModelRouterTest {
    private static final String BODY =
            "{\"choices\":[{\"message\":{\"content\":\"four\"},\"finish_reason\":\"stop\"}]}";

    @Test
    void shouldSendEachCallToItsServerWithItsKeyOnly() throws IOException {
        try (RawServer own = new RawServer(RawServer.http(200, "", BODY));
                RawServer other = new RawServer(RawServer.http(200, "", BODY));
                ModelRouter router =
                        new ModelRouter(
                                client(own.url(), "default-key"),
                                Map.of(
                                        new ModelServer(other.url().toString(), "EU_KEY"),
                                        client(other.url(), "eu-key")))) {
            assertThat(ask(router, null, null)).isInstanceOf(Reply.Answered.class);
            assertThat(ask(router, other.url(), "EU_KEY")).isInstanceOf(Reply.Answered.class);

            assertThat(own.requests())
                    .singleElement()
                    .asString()
                    .contains("Bearer default-key")
                    .doesNotContain("eu-key");
            assertThat(other.requests())
                    .singleElement()
                    .asString()
                    .contains("Bearer eu-key")
                    .doesNotContain("default-key");
        }
    }

    /** Neither a foreign address nor another key of an allowed one. */
    @Test
    void shouldSendNothingToAServerThatIsNotListed() throws IOException {
        try (RawServer foreign = new RawServer(RawServer.http(200, "", BODY));
                ModelRouter router =
                        new ModelRouter(
                                client(foreign.url(), "default-key"),
                                Map.of(
                                        new ModelServer(foreign.url().toString(), "EU_KEY"),
                                        client(foreign.url(), "eu-key")))) {
            assertThat(ask(router, URI.create("http://127.0.0.1:1/v1"), "EU_KEY"))
                    .isEqualTo(
                            new Reply.Unavailable(
                                    "MTG_MODEL_SERVERS does not list `http://127.0.0.1:1/v1 EU_KEY`"));
            assertThat(ask(router, foreign.url(), "OPENAI_API_KEY"))
                    .isEqualTo(
                            new Reply.Unavailable(
                                    "MTG_MODEL_SERVERS does not list `%s OPENAI_API_KEY`"
                                            .formatted(foreign.url())));
            assertThat(ask(router, foreign.url(), null)).isInstanceOf(Reply.Unavailable.class);
            assertThat(foreign.requests()).isEmpty();
        }
    }

    private static Reply ask(ModelRouter router, @Nullable URI url, @Nullable String variable) {
        ModelSpec model =
                new ModelSpec(
                        "m",
                        0.0,
                        50,
                        60,
                        null,
                        null,
                        null,
                        url == null ? null : url.toString(),
                        variable);
        return router.ask(model, List.of(Message.user("2+2?")), 7);
    }

    private static OpenAiModel client(URI url, String key) {
        return new OpenAiModel(url, ApiKey.of(key), 4, InstantSource.system());
    }
}
