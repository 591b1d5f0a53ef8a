package metatextgrad.modelclient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Reply.TryAgain.Reach;
import metatextgrad.llm.TokenChoice;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.project.ModelSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** FAULT 11, 12, 14, 16, 17: what servers do, and what it means. */
final class OpenAiModelTest {
    private static final String KEY = "sk-canary-7f3a";
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    private static final ModelSpec SPEC = new ModelSpec("small", 0.7, 50, 120);

    /** The caller of a model that never answers. */
    private static final ModelSpec IMPATIENT = new ModelSpec("small", 0.7, 50, 1);

    private RawServer server;

    @BeforeEach
    void start() throws IOException {
        server = new RawServer(RawServer.http(200, "", answer("four", "stop")));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** A key that a reply repeats may be in several tokens, which no search for the key finds. */
    @Test
    void shouldReadNoLogProbabilitiesThatHaveASecret() {
        assertThat(tokens("fo", "ur")).hasSize(2);
        assertThat(tokens(KEY.substring(0, 6), KEY.substring(6))).isEmpty();
    }

    private List<TokenChoice> tokens(String first, String second) {
        String token = "{\"token\":\"%s\",\"logprob\":0}";
        String logprobs =
                "\"logprobs\":{\"content\":[%s,%s]},\"finish_reason\""
                        .formatted(token.formatted(first), token.formatted(second));
        server.answers(
                RawServer.http(
                        200, "", answer("four", "stop").replace("\"finish_reason\"", logprobs)));
        return ((Reply.Answered) ask()).tokens();
    }

    @Test
    void shouldAnswerWithTextUsageAndModel() {
        assertThat(ask()).isEqualTo(new Reply.Answered("four", new Usage(9, 2), "small-2026"));
        assertThat(server.requests())
                .singleElement()
                .satisfies(
                        request ->
                                assertThat(request)
                                        .startsWith("POST /v1/chat/completions")
                                        .contains("\"seed\":7", "\"max_tokens\":50")
                                        .contains("\"temperature\":0.7", "\"model\":\"small\"")
                                        .contains("Authorization: Bearer " + KEY)
                                        .contains("2+2?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    503|Retry-After: 7|overloaded|7
                    503|Retry-After: -1|overloaded|
                    503|Retry-After: 36000|overloaded|60
                    503|Retry-After: Sun, 01 Mar 2026 12:00:05 GMT|x|5
                    503|Retry-After: soon|x|
                    503|retry-after-ms: 1500|x|1.5
                    502||x|
                    500||x|
                    408||x|
                    409||x|
                    """)
    void shouldRetryIfTheModelWasNotReached(
            int status, @Nullable String header, String code, @Nullable Double seconds) {
        server.answers(
                RawServer.http(status, header == null ? "" : header + "\r\n", error(code, "no")));

        Reply reply = ask();

        assertThat(reply)
                .isEqualTo(
                        new Reply.TryAgain(
                                status + " " + code + " no",
                                seconds == null ? null : Duration.ofMillis((long) (seconds * 1000)),
                                false));
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"Retry-After: 7,7", "Retry-After: -1,", "Retry-After: 36000,60", "X: y,"})
    @DisplayName("FAULT 11: 429 with a valid, an invalid and no Retry-After")
    void shouldWaitIfTheServerLimitsTheRate(String header, @Nullable Long seconds) {
        server.answers(RawServer.http(429, header + "\r\n", error("rate_limit_exceeded", "no")));

        assertThat(ask())
                .isEqualTo(
                        new Reply.RateLimited(
                                "429 rate_limit_exceeded no",
                                seconds == null ? null : Duration.ofSeconds(seconds)));
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 429, 500})
    void shouldReturnTheReportedLimits(int status) {
        String reported =
                "x-ratelimit-limit-requests: 600\r\nx-ratelimit-remaining-requests: 7\r\n";
        server.answers(RawServer.http(status, reported, answer("four", "stop")));

        try (OpenAiModel model = new OpenAiModel(server.url(), ApiKey.of(KEY), 4, CLOCK)) {
            assertThat(
                            model.askWithLimits(SPEC, List.of(Message.user("2+2?")), 7)
                                    .headers()
                                    .requests())
                    .isEqualTo(new RateHeaders.Reported(600L, 7L, null));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {504, 520})
    void shouldCountAGatewayErrorAsPossiblyBilled(int status) {
        server.answers(RawServer.http(status, "", "<html>bad gateway</html>"));

        assertThat(ask())
                .isInstanceOfSatisfying(
                        Reply.TryAgain.class, again -> assertThat(again.reached()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "401,invalid_api_key,Incorrect API key provided: " + KEY,
        "403,forbidden,no",
        "402,x,pay first",
        "429,insufficient_quota,You exceeded your current quota",
        "404,unknown_url,Unknown request URL: POST /chat/completions."
    })
    @DisplayName("FAULT 12: failures that only an operator can fix")
    void shouldReportAnUnavailableServer(int status, String code, String message) {
        server.answers(RawServer.http(status, "", error(code, message)));

        Reply reply = ask();

        assertThat(reply).isInstanceOf(Reply.Unavailable.class);
        assertThat(reply.toString()).doesNotContain(KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "404,model_not_found,no such thing",
        "400,model_not_found,no such thing",
        "403,model_not_found,Project `p` does not have access to model `small`",
        "404,NotFoundError,The model `small` does not exist."
    })
    void shouldReportAnUnknownModel(int status, String code, String message) {
        server.answers(RawServer.http(status, "", error(code, message)));

        assertThat(ask()).isInstanceOf(Reply.NoSuchModel.class);
    }

    /** To wait for the rate would block a run forever. */
    @ParameterizedTest
    @CsvSource({"40000,true", "30000,false"})
    void shouldRefuseARequestThatExceedsTheLimitOfAMinute(int requested, boolean refused) {
        String message = "tokens per min (TPM): Limit 30000, Requested %d.".formatted(requested);
        server.answers(RawServer.http(429, "", error("rate_limit_exceeded", message)));

        String reason = "429 rate_limit_exceeded " + message;
        assertThat(ask())
                .isEqualTo(
                        refused
                                ? new Reply.Refused(new Failure.Infrastructure(reason))
                                : new Reply.RateLimited(reason, null));
    }

    @Test
    void shouldReportAWrongPathAsAWrongAddress() {
        server.answers(RawServer.http(404, "", "<html>not found</html>"));

        assertThat(ask())
                .isInstanceOfSatisfying(
                        Reply.Unavailable.class,
                        down -> assertThat(down.reason()).endsWith("Most end in /v1"));
    }

    @ParameterizedTest
    @CsvSource({
        "400,bad_value,false",
        "400,context_length_exceeded,true",
        "400,content_filter,true",
        "413,context_length_exceeded,true",
        "413,x,false",
        "422,x,false"
    })
    void shouldReportARefusedRequest(int status, String code, boolean content) {
        String says = "content: malformed: budget spent: no connection: ";
        server.answers(RawServer.http(status, "", error(code, says)));

        String reason = status + " " + code + " " + says.strip();
        assertThat(ask())
                .isEqualTo(
                        new Reply.Refused(
                                content
                                        ? new Failure.Content(reason)
                                        : new Failure.Infrastructure(reason)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"This model's maximum context length is 4096 tokens.\"}}",
                "{\"error\":\"the request exceeds the available context size\"}",
                "{\"detail\":\"Prompt is too long\"}",
                "input exceeds the limit of 8192 tokens"
            })
    @DisplayName(
            "DEFECT 8: 413 is the text's fault only if the body reports a context that is too long")
    void defect8ShouldBlameTheTextOfA413OnlyForItsContext(String body) {
        server.answers(RawServer.http(413, "", body));
        assertThat(ask())
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused ->
                                assertThat(refused.failure()).isInstanceOf(Failure.Content.class));

        server.answers(
                RawServer.http(413, "", "<html><h1>413 Request Entity Too Large</h1></html>"));
        assertThat(ask())
                .isEqualTo(
                        new Reply.Refused(
                                new Failure.Infrastructure(
                                        "413 application/json: <html><h1>413 Request Entity Too Large</h1></html>")));
    }

    /** Its words contain those of a text that is too long. */
    @Test
    void shouldBlameTheProjectForMaxTokensThatDoNotFitTheContext() {
        String says =
                "'max_tokens' or 'max_completion_tokens' is too large: 8000. This model's maximum"
                        + " context length is 8192 tokens and your request has 300 input tokens";
        server.answers(RawServer.http(400, "", error("BadRequestError", says)));

        assertThat(ask())
                .isEqualTo(
                        new Reply.Refused(
                                new Failure.Infrastructure(
                                        "max-tokens is too large for the context of the model")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [{"type":"text","text":"fo"},{"type":"text","text":"ur"}]
                    [{"type":"thinking","thinking":[]},{"type":"text","text":"four"}]
                    ["four"]
                    """)
    @DisplayName("DEFECT 9: content as a list of text parts")
    void defect9ShouldAcceptAListOfTextParts(String content) {
        assertThat(emitted(message(content, "null", "stop")))
                .isEqualTo(new Reply.Answered("four", new Usage(9, 2), "small-2026"));
    }

    @Test
    void defect9ShouldReportARefusalAmongTheParts() {
        assertThat(
                        emitted(
                                message(
                                        "[{\"type\":\"refusal\",\"refusal\":\"I cannot\"}]",
                                        "null",
                                        "stop")))
                .isEqualTo(unusable("refusal", new Usage(9, 2)));
    }

    @Test
    @DisplayName("DEFECT 9: a stream that no request asked for is one completion")
    void defect9ShouldReadAStreamOfEvents() {
        String stream =
                """
                : keep-alive

                data: {"model":"small-2026","choices":[{"index":0,"delta":{"role":"assistant","content":"fo"}}]}

                data: {"choices":[{"index":0,"delta":{"content":"ur"},"finish_reason":null}]}

                data: {"choices":[{"index":0,"delta":{},"finish_reason":"%s"}]}

                data: {"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2}}

                data: [DONE]

                """;
        Usage used = new Usage(9, 2);
        Reply four = new Reply.Answered("four", used, "small-2026");

        assertThat(streamed(stream.formatted("stop"))).isEqualTo(four);
        assertThat(streamed(stream.formatted("stop").replace("\n", "\r\n"))).isEqualTo(four);
        assertThat(emitted(stream.formatted("stop").substring(14))).isEqualTo(four);
        assertThat(streamed(stream.formatted("length")))
                .isEqualTo(unusable("cut off at max tokens", used));
    }

    @Test
    @DisplayName("DEFECT 9: a stream that breaks off is no answer")
    void defect9ShouldNotTakeHalfAStreamForAnAnswer() {
        String half = "data: {\"choices\":[{\"delta\":{\"content\":\"fo\"}}]}\n\n";

        assertThat(streamed(half))
                .isEqualTo(
                        new Reply.Unusable(
                                new Failure.Infrastructure("the stream broke off before its end"),
                                Usage.estimate(5, 1)));
        assertThat(streamed(half + "data: {\"choi"))
                .isInstanceOfSatisfying(
                        Reply.Unusable.class,
                        unusable ->
                                assertThat(unusable.failure().message())
                                        .startsWith(
                                                "not a completion: 200 text/event-stream: data: "));
        assertThat(streamed(half + "data: {\"error\":{\"message\":\"no memory\"}}\n\n"))
                .isEqualTo(infrastructure("not a completion: 200 text/event-stream: no memory"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "abort", "insufficient_system_resource"})
    void shouldNotTakeAnAnswerThatTheServerBrokeOffForOne(String finish) {
        Reply brokenOff =
                new Reply.Unusable(
                        new Failure.Infrastructure("the server broke its answer off"),
                        new Usage(9, 2));

        assertThat(emitted(answer("fo", finish))).isEqualTo(brokenOff);
        assertThat(
                        emitted(
                                answer("fo", "stop")
                                        .replace(
                                                "\"finish_reason\"",
                                                "\"error\":{\"message\":\"gone\"},\"finish_reason\"")))
                .isEqualTo(brokenOff);
        assertThat(
                        streamed(
                                """
                                data: {"choices":[{"delta":{"content":"fo"}}]}

                                data: {"error":{"message":"gone"},"choices":[{"delta":{},"finish_reason":"%s"}]}

                                """
                                        .formatted(finish)))
                .isEqualTo(infrastructure("not a completion: 200 text/event-stream: gone"));
    }

    @Test
    @DisplayName(
            "DEFECT 9: other bodies: content type, status, 80 characters, the server's message")
    void defect9ShouldDescribeABodyThatIsNoCompletion() {
        String page = "<html>\r\n\t<title>Sign in</title>\u0007" + "x".repeat(100);
        server.answers(RawServer.http(200, "text/html; charset=utf-8", "", page));
        assertThat(ask())
                .isEqualTo(
                        infrastructure(
                                "not a completion: 200 text/html: <html> <title>Sign in</title> "
                                        + "x".repeat(80 - 30)));
        assertThat(emitted("{\"error\":{\"message\":\"no memory\\nleft\",\"code\":\"oom\"}}"))
                .isEqualTo(
                        infrastructure("not a completion: 200 application/json: no memory left"));
        assertThat(emitted("{\"error\":\"busy\"}"))
                .isEqualTo(infrastructure("not a completion: 200 application/json: busy"));
        assertThat(emitted("{\"detail\":\"Not found\"}"))
                .isEqualTo(infrastructure("not a completion: 200 application/json: Not found"));
    }

    @Test
    @DisplayName("DEFECT 9: an error with its status inside a 200 counts as that status")
    void defect9ShouldTakeTheStatusOfAnErrorInsideA200() {
        assertThat(emitted("{\"error\":{\"message\":\"slow down\",\"code\":429}}"))
                .isEqualTo(new Reply.RateLimited("429 slow down", null));
        assertThat(emitted("{\"error\":{\"message\":\"upstream failed\",\"code\":502}}"))
                .isEqualTo(new Reply.TryAgain("502 upstream failed", null, false));
        assertThat(emitted(error("insufficient_quota", "pay first")))
                .isEqualTo(new Reply.Unavailable("200 insufficient_quota pay first"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 404, 413, 429, 500, 504})
    @DisplayName("DEFECT 3: no text of a reply contains the key, in any encoding")
    void defect3ShouldHideTheKeyInEveryTextOfAServer(int status) {
        String basic = Base64.getEncoder().encodeToString(("user:" + KEY).getBytes(UTF_8));
        String escaped = KEY.replace("-", "\\u002d").replace("c", "\\u0063");
        for (String shown :
                List.of("Bearer " + KEY, "Basic " + basic, escaped, KEY.replace("-", "%2D"))) {
            // The key begins before the text is cut off, and ends behind it.
            for (int before : new int[] {0, 66, 75, 186, 195}) {
                String text = "x".repeat(before) + " " + shown;
                for (String body :
                        List.of(error("c", text), error(text, "m"), "<p>" + text, answer(text)))
                    requireHidden(status, "", body);
            }
        }
        requireHidden(status, "WWW-Authenticate: " + KEY + "\r\n", error("c", "no"));
    }

    @Test
    void defect3ShouldHideTheKeyInAnAnswerThatAStreamSplits() {
        String half = "data: {\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}\n\n";
        assertThat(
                        streamed(
                                half.formatted("It is " + KEY.substring(0, 8))
                                        + half.formatted(KEY.substring(8) + ".")
                                        + "data: [DONE]\n\n"))
                .isInstanceOfSatisfying(
                        Reply.Answered.class,
                        answered -> assertThat(answered.text()).isEqualTo("It is [key]."));
    }

    @Test
    @DisplayName("DEFECT 3: the exception of a server that breaks the protocol")
    void defect3ShouldHideTheKeyInExceptions() {
        server.answers(connection -> write(connection, "Bearer " + KEY + "\r\n\r\n"));

        assertThat(ask().toString()).contains("[key]").doesNotContain(KEY);
    }

    private void requireHidden(int status, String headers, String body) {
        server.answers(RawServer.http(status, headers, body));
        String reply = ask().toString();
        // A part would be left of a key that is cut off before it is hidden.
        assertThat(reply).doesNotContain(KEY.substring(0, 6));
        assertThat(reply).doesNotContain("c2stY2Fu").doesNotContain("u002d").doesNotContain("%2D");
    }

    @Test
    @DisplayName("FAULT 16: unusable answers, each with its reason")
    void shouldReportUnusableAnswers() {
        Usage used = new Usage(9, 2);
        assertThat(emitted("{\"id\": \"x\", \"choi"))
                .isEqualTo(
                        infrastructure(
                                "not a completion: 200 application/json: {\"id\": \"x\", \"choi"));
        assertThat(emitted("hello"))
                .isEqualTo(infrastructure("not a completion: 200 application/json: hello"));
        assertThat(emitted("{}")).isInstanceOf(Reply.Unusable.class);
        assertThat(emitted("[]")).isInstanceOf(Reply.Unusable.class);
        assertThat(emitted(answer("", "stop"))).isEqualTo(unusable("empty", used));
        assertThat(emitted(answer(" \\n", "stop"))).isEqualTo(unusable("empty", used));
        assertThat(emitted(message("null", "null", "stop"))).isEqualTo(unusable("empty", used));
        assertThat(emitted(message("null", "\"I cannot\"", "stop")))
                .isEqualTo(unusable("refusal", used));
        assertThat(emitted(answer("half an ans", "length")))
                .isEqualTo(unusable("cut off at max tokens", used));
        assertThat(emitted(answer("so ] ".repeat(40), "length")))
                .isEqualTo(unusable("cut off at max tokens while repeating itself", used));
        assertThat(emitted(answer("so ] ".repeat(40), "stop"))).isInstanceOf(Reply.Answered.class);
        assertThat(emitted(answer("x", "content_filter")))
                .isEqualTo(unusable("content filter", used));
        assertThat(emitted(answer("a\\ud800b", "stop")))
                .isEqualTo(unusable("unpaired surrogate", used));
        assertThat(emitted(answer("x".repeat(65_537), "stop")))
                .isEqualTo(unusable("too large", used));
    }

    /** Else the drafts of a judge or a writer would count as its verdict or its text. */
    @ParameterizedTest
    @CsvSource({
        "<think>is it 3? no</think>four,four",
        "\\n<think>is it 3? no</think>\\n\\nfour,four",
        "is it 3? no</think>\\nfour,four",
        "write <think> and </think>,write <think> and </think>",
        "<thinker>four,<thinker>four"
    })
    void shouldLeaveOutReasoningAtTheStart(String content, String text) {
        assertThat(emitted(answer(content, "stop")))
                .isEqualTo(new Reply.Answered(text, new Usage(9, 2), "small-2026"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<think>is it 3?", "<think>is it 3?</think>"})
    void shouldReportReasoningWithoutAnAnswer(String content) {
        assertThat(emitted(answer(content, "stop"))).isEqualTo(unusable("empty", new Usage(9, 2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"usage\":null",
                ",\"usage\":{}",
                ",\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":2}",
                ",\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0}"
            })
    @DisplayName("DEFECT 11: tokens are estimated if the server counts none")
    void defect11ShouldEstimateTokensThatTheServerDoesNotReport(String usage) {
        // The prompt 2+2? has one token and four for its role; nine bytes of answer have three.
        assertThat(
                        emitted(
                                "{\"choices\":[{\"message\":{\"content\":\"4 is it. \"}}]"
                                        + usage
                                        + "}"))
                .isEqualTo(new Reply.Answered("4 is it. ", Usage.estimate(5, 3), ""));
    }

    @Test
    void shouldCountReasoningThatIsInTheTotalAlone() {
        assertThat(
                        emitted(
                                answer("four", "stop")
                                        .replace("\"total_tokens\":11", "\"total_tokens\":611")))
                .isEqualTo(new Reply.Answered("four", new Usage(9, 602), "small-2026"));
    }

    @ParameterizedTest
    @CsvSource({
        "99999999,2,false",
        "9,99999999,false",
        "10037,2,false",
        "9,100501,false",
        "10020,2,true",
        "9,100500,true"
    })
    void shouldEstimateTokensIfTheServerReportsImpossiblyMany(
            long input, long output, boolean believed) {
        Usage usage = believed ? new Usage(input, output) : Usage.estimate(5, 1);

        assertThat(
                        emitted(
                                answer("four")
                                        .replace(
                                                "\"prompt_tokens\":9", "\"prompt_tokens\":" + input)
                                        .replace(
                                                "\"completion_tokens\":2",
                                                "\"completion_tokens\":" + output)))
                .isEqualTo(new Reply.Answered("four", usage, "small-2026"));
    }

    @Test
    void shouldWarnOncePerModelOfImpossibleTokens() {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(CompletionReader.class);
        logged.start();
        log.addAppender(logged);
        server.answers(
                RawServer.http(
                        200,
                        "",
                        answer("four").replace("\"prompt_tokens\":9", "\"prompt_tokens\":99999")));
        List<Message> prompt = List.of(Message.user("2+2?"));
        try (OpenAiModel model = new OpenAiModel(server.url(), ApiKey.of(KEY), 4, CLOCK)) {
            for (int i = 0; i < 3; i++) model.askWithLimits(SPEC, prompt, i);
            model.askWithLimits(new ModelSpec("large", 0, 50, 120), prompt, 7);
        } finally {
            log.detachAppender(logged);
        }

        assertThat(logged.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("model small: ").contains("99999"),
                        second -> assertThat(second).startsWith("model large: "));
    }

    @Test
    @DisplayName("FAULT 17: an endless answer is cut off")
    void shouldNotReadAnEndlessAnswer() {
        byte[] spaces = " ".repeat(64 << 10).getBytes(StandardCharsets.UTF_8);
        long[] sent = {0};
        server.answers(
                connection -> {
                    write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n{");
                    while (true) {
                        connection.getOutputStream().write(spaces);
                        sent[0] += spaces.length;
                    }
                });

        assertThat(ask()).isEqualTo(unusable("too large"));
        assertThat(sent[0]).isLessThan(64L << 20);
    }

    @Test
    @DisplayName("FAULT 17: an endless error is cut off")
    void shouldNotReadAnEndlessError() {
        server.answers(
                connection -> {
                    write(connection, "HTTP/1.1 500 X\r\nContent-Length: 10000000000\r\n\r\n");
                    while (true) write(connection, "x".repeat(64 << 10));
                });

        assertThat(ask()).isInstanceOf(Reply.TryAgain.class);
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    @DisplayName("FAULT 14: a slow body ends at the timeout")
    void shouldEndASlowBodyAtTheTimeoutOfTheCall() {
        server.answers(
                connection -> {
                    write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                    while (true) {
                        write(connection, " ");
                        pause(Duration.ofMillis(100));
                    }
                });

        assertThat(ask(server.url(), ApiKey.of(KEY), IMPATIENT))
                .isEqualTo(new Reply.TimedOut("no answer in time"));
    }

    @Test
    @DisplayName("FAULT 14: a reset, at once and in mid-body, may have been billed")
    void shouldSendOnceDespiteResets() throws IOException {
        RawServer.Script reset =
                connection -> {
                    connection.setSoLinger(true, 0);
                    connection.close();
                };
        assertThat(ask()).isInstanceOf(Reply.Answered.class);

        server.answers(reset);
        Reply atOnce = ask();
        server.answers(
                connection -> {
                    write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"id");
                    reset.answer(connection);
                });
        Reply inMidBody = ask();

        assertThat(List.of(atOnce, inMidBody))
                .allSatisfy(
                        reply ->
                                assertThat(reply)
                                        .isInstanceOfSatisfying(
                                                Reply.TryAgain.class,
                                                again -> assertThat(again.reached()).isTrue()));
        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "0,the server closed the connection without a reply",
        "9,the server closed the connection before the end of its reply"
    })
    void shouldReportAClosedConnectionInWords(int length, String wanted) {
        server.answers(
                connection -> {
                    if (length > 0)
                        write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{");
                    connection.close();
                });

        assertThat(ask()).isEqualTo(new Reply.TryAgain(wanted, null, true));
    }

    @Test
    void shouldReplaceControlCharactersInTheMessageOfAServer() {
        String message = "a\\u001b[31m\\u009bb\\u009dc\\u202ed\\u2028e";
        server.answers(RawServer.http(400, "", error("x", message)));

        assertThat(ask())
                .isEqualTo(new Reply.Refused(new Failure.Infrastructure("400 x a [31m b c d e")));
    }

    @Test
    @DisplayName("FAULT 14: connection refused, and an unknown host name")
    void shouldReportAnUnreachableServer() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        for (String url : List.of("http://127.0.0.1:" + free, "http://nowhere.invalid")) {
            assertThat(ask(URI.create(url), ApiKey.of(KEY)))
                    .isInstanceOfSatisfying(
                            Reply.TryAgain.class,
                            again -> assertThat(again.reach()).isEqualTo(Reach.NO_CONNECTION));
        }
    }

    @Test
    @DisplayName("FAULT 14: a server without TLS")
    void shouldReportAServerWithoutTlsAsUnavailable() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try (Socket connection = plain.accept()) {
                                    write(connection, "HTTP/1.1 400 X\r\n\r\n");
                                    connection.getInputStream().readAllBytes();
                                } catch (IOException gone) {
                                    // The client had seen enough.
                                }
                            });
            URI url = URI.create("https://127.0.0.1:" + plain.getLocalPort());

            assertThat(ask(url, ApiKey.of(KEY))).isInstanceOf(Reply.Unavailable.class);
        }
    }

    @Test
    void shouldReadANewKeyFromItsFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "first\n");
        ApiKey key = ApiKey.inFile(file);
        try (OpenAiModel model = new OpenAiModel(server.url(), key, 4, CLOCK)) {
            model.ask(SPEC, List.of(Message.user("2+2?")), 7);
            Files.writeString(file, "second");
            model.ask(SPEC, List.of(Message.user("2+2?")), 7);
        }
        assertThat(server.requests().getFirst()).contains("Bearer first\r\n");
        assertThat(server.requests().getLast()).contains("Bearer second\r\n");
        Files.writeString(file, " \n");
        assertThat(key.current()).isEqualTo("second");
        Files.delete(file);
        assertThat(key.current()).isEqualTo("second");
        assertThat(ApiKey.inFile(file).current()).isEqualTo("none");
        assertThat(key).hasToString("***");
    }

    private Reply emitted(String body) {
        server.answers(RawServer.http(200, "", body));
        return ask();
    }

    private Reply ask() {
        return ask(server.url(), ApiKey.of(KEY));
    }

    private static Reply ask(URI url, ApiKey key) {
        return ask(url, key, SPEC);
    }

    private static Reply ask(URI url, ApiKey key, ModelSpec spec) {
        try (OpenAiModel model = new OpenAiModel(url, key, 4, CLOCK)) {
            return model.ask(spec, List.of(Message.user("2+2?")), 7);
        }
    }

    private Reply streamed(String body) {
        server.answers(RawServer.http(200, "text/event-stream", "", body));
        return ask();
    }

    private static Reply infrastructure(String reason) {
        return new Reply.Unusable(new Failure.Infrastructure(reason), Usage.NONE);
    }

    private static Reply unusable(String reason, Usage usage) {
        Failure.Content.Kind kind =
                switch (reason) {
                    case "empty" -> Failure.Content.Kind.EMPTY;
                    case "cut off at max tokens" -> Failure.Content.Kind.CUT_OFF;
                    case "cut off at max tokens while repeating itself" ->
                            Failure.Content.Kind.REPEATED;
                    case "content filter" -> Failure.Content.Kind.FILTERED;
                    default -> Failure.Content.Kind.OTHER;
                };
        return new Reply.Unusable(new Failure.Content(kind, reason), usage);
    }

    private static Reply unusable(String reason) {
        return unusable(reason, Usage.NONE);
    }

    private static String answer(String text) {
        return answer(text, "stop");
    }

    private static String answer(String text, String finish) {
        return message("\"" + text + "\"", "null", finish);
    }

    private static String message(String content, String refusal, String finish) {
        return """
        {"id":"c","object":"chat.completion","created":1,"model":"small-2026",
         "choices":[{"index":0,"finish_reason":"%s",
           "message":{"role":"assistant","content":%s,"refusal":%s}}],
         "usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}
        """
                .formatted(finish, content, refusal);
    }

    private static String error(String code, String message) {
        return "{\"error\":{\"message\":\"%s\",\"type\":\"t\",\"param\":null,\"code\":\"%s\"}}"
                .formatted(message, code);
    }

    private static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A slow server, not a test that waits for something. */
    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
