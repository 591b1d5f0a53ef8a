package metatextgrad.experiments.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.Failure.Content.Kind;
import metatextgrad.model.ModelRole;
import metatextgrad.model.project.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordedModelTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-12-01T10:00:00Z"));
    private static final ModelSpec COLD = new ModelSpec("small", 0, 10, 60);
    private static final ModelSpec WARM = new ModelSpec("small", 1, 10, 60);
    private static final List<Message> MESSAGES = List.of(Message.user("a"));

    private final AtomicInteger calls = new AtomicInteger();
    private final LanguageModel numbered =
            (model, messages, seed) ->
                    new Reply.Answered("" + calls.incrementAndGet(), new Usage(3, 2), "served");

    @TempDir private Path temp;

    @Test
    void shouldAnswerAnEqualRequestFromTheFileOfAnEarlierProcess() throws Exception {
        assertThat(asked(numbered, COLD, 1)).isEqualTo("1");
        assertThat(asked(numbered, COLD, 1)).isEqualTo("1");
        assertThat(asked(numbered, COLD, 2)).as("a seed changes nothing at 0").isEqualTo("1");
        assertThat(asked(numbered, WARM, 1)).isEqualTo("2");
        assertThat(asked(numbered, WARM, 2)).isEqualTo("3");
        assertThat(asked(numbered, WARM, 1)).isEqualTo("2");
        assertThat(calls).hasValue(3);
    }

    @Test
    void shouldRecordARepliesWithoutAnAnswerAndForgetTimeOuts() throws Exception {
        LanguageModel cut =
                (model, messages, seed) -> {
                    calls.incrementAndGet();
                    return seed == 1
                            ? new Reply.Unusable(
                                    new Failure.Content(Kind.CUT_OFF, "cut"), new Usage(1, 10))
                            : new Reply.TimedOut("late");
                };
        for (int i = 0; i < 2; i++) {
            try (CallFile file = file()) {
                assertThat(model(cut, file).ask(WARM, MESSAGES, 1))
                        .isEqualTo(
                                new Reply.Unusable(
                                        new Failure.Content(Kind.CUT_OFF, "cut"),
                                        new Usage(1, 10)));
                assertThat(model(cut, file).ask(WARM, MESSAGES, 2))
                        .isEqualTo(new Reply.TimedOut("late"));
            }
        }
        assertThat(calls).hasValue(3);
    }

    @Test
    void shouldReadAFileWhoseLastLineIsIncomplete() throws Exception {
        asked(numbered, WARM, 1);
        Files.writeString(path(), "{\"key\": \"abc", StandardOpenOption.APPEND);
        assertThat(asked(numbered, WARM, 2)).isEqualTo("2");
        assertThat(asked(numbered, WARM, 1)).isEqualTo("1");
        assertThat(asked(numbered, WARM, 2)).isEqualTo("2");
    }

    @Test
    void shouldRefuseAFileThatIsInUse() throws Exception {
        try (CallFile file = file()) {
            assertThat(file.size()).isZero();
            assertThatThrownBy(this::file)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another process records calls in");
        }
    }

    /** The calls of programs in other languages are recorded alike, and counted each time. */
    @Test
    void shouldServeRecordedCallsOverHttpAndCountThem() throws Exception {
        String cold =
                "{\"model\":\"small\",\"temperature\":0,\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";
        String warm = cold.replace("\"temperature\":0", "\"temperature\":1");
        for (int start = 0; start < 2; start++) {
            CallTotals totals = new CallTotals();
            try (CallFile file = file();
                    RecordedServer server =
                            RecordedServer.start(model(numbered, file), 60, totals)) {
                assertThat(post(server.baseUrl(), cold, "program")).contains("\"content\":\"1\"");
                assertThat(post(server.baseUrl(), cold, "program")).contains("\"content\":\"1\"");
                assertThat(post(server.baseUrl(), warm, "optimizer")).contains("\"content\":\"2\"");
                assertThat(post(server.baseUrl(), warm, "optimizer"))
                        .as("without a seed, the same again is another draw")
                        .contains("\"content\":\"3\"");
                assertThat(post(server.baseUrl(), cold.replace("user", "tool"), "program"))
                        .contains("a message is of `system` or `user`, not `tool`");
            }
            assertThat(totals.calls().of(ModelRole.PROGRAM)).isEqualTo(2);
            assertThat(totals.calls().of(ModelRole.OPTIMIZER)).isEqualTo(2);
            assertThat(totals.inputTokens()).isEqualTo(12);
            assertThat(totals.outputTokens()).isEqualTo(8);
        }
        assertThat(calls).hasValue(3);
    }

    private static String post(URI baseUrl, String body, String role) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(baseUrl + "/chat/completions"))
                        .header("X-Mtg-Role", role)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private String asked(LanguageModel model, ModelSpec spec, int seed) throws IOException {
        try (CallFile file = file()) {
            Reply reply = model(model, file).ask(spec, MESSAGES, seed, ReplyFormat.TEXT);
            return ((Reply.Answered) reply).text();
        }
    }

    private static RecordedModel model(LanguageModel model, CallFile file) {
        return new RecordedModel(model, file, CLOCK);
    }

    private CallFile file() throws IOException {
        return CallFile.open(path());
    }

    private Path path() {
        return temp.resolve("calls.jsonl");
    }
}
