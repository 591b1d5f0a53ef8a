package metatextgrad.modelclient;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.llm.Usage;
import metatextgrad.model.project.ModelSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A server that refuses parameters, and what it is sent. */
final class RefusedParametersTest {
    private static final Reply FOUR = new Reply.Answered("four", new Usage(9, 2), "small");
    private static final ModelSpec MODEL =
            new ModelSpec(
                    "small", .7, 50, 60, .9, "low", "{\"service_tier\":\"flex\"}", null, null);

    private final Set<String> refused = new ConcurrentSkipListSet<>();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(OpenAiModel.class);
    private RawServer server;
    private OpenAiModel model;

    @BeforeEach
    void start() throws IOException {
        server = new RawServer(connection -> {});
        server.answers(connection -> script(last()).answer(connection));
        model = new OpenAiModel(server.url(), ApiKey.of("k"), 4, InstantSource.system());
        logged.start();
        log.addAppender(logged);
    }

    @AfterEach
    void stop() throws IOException {
        log.detachAppender(logged);
        model.close();
        server.close();
    }

    @Test
    void shouldSendEveryParameterOnce() {
        assertThat(ask(MODEL)).isEqualTo(new ReplyWithLimits(FOUR, RateHeaders.NONE));
        assertThat(server.requests())
                .singleElement()
                .satisfies(
                        request ->
                                assertThat(request)
                                        .contains("\"temperature\":0.7", "\"top_p\":0.9")
                                        .contains("\"reasoning_effort\":\"low\"", "\"seed\":7")
                                        .contains("\"max_tokens\":50")
                                        .contains("\"service_tier\":\"flex\""));
    }

    @Test
    void shouldNotSendParametersThatAreNotSet() {
        ask(new ModelSpec("small", 0, 50, 60).withTemperature(null));
        assertThat(server.requests())
                .singleElement()
                .satisfies(
                        request ->
                                assertThat(request)
                                        .doesNotContain("temperature", "top_p")
                                        .doesNotContain("reasoning_effort", "response_format"));
    }

    @Test
    void shouldDropARefusedParameterOnceAndRememberIt() {
        refused.add("temperature");
        assertThat(ask(MODEL))
                .isEqualTo(new ReplyWithLimits(FOUR, RateHeaders.NONE, List.of("temperature")));
        assertThat(server.requests()).hasSize(2);
        assertThat(last()).doesNotContain("temperature").contains("top_p", "seed");

        assertThat(ask(MODEL).refused()).isEmpty();
        assertThat(server.requests()).hasSize(3);

        ModelSpec other = new ModelSpec("large", .7, 50, 60);
        assertThat(ask(other).refused()).containsExactly("temperature");
        assertThat(server.requests()).hasSize(5);
        assertThat(logged.list)
                .extracting(event -> event.getKeyValuePairs().toString())
                .satisfiesExactly(
                        first -> assertThat(first).contains("small", "temperature"),
                        second -> assertThat(second).contains("large", "temperature"));
    }

    @Test
    void shouldDropSeveralParametersOneAfterTheOther() {
        refused.addAll(List.of("temperature", "top_p", "reasoning_effort", "seed", "max_tokens"));
        ReplyWithLimits reply = ask(MODEL);
        assertThat(reply.reply()).isEqualTo(FOUR);
        assertThat(reply.refused())
                .containsExactlyInAnyOrder(
                        "temperature", "top_p", "reasoning_effort", "seed", "max_tokens");
        assertThat(server.requests()).hasSize(6);
        assertThat(last()).contains("\"max_completion_tokens\":50");
    }

    /** A call without a limit of tokens could cost any amount. */
    @Test
    void shouldEndIfBothLimitsOfTokensAreRefused() {
        refused.addAll(List.of("max_tokens", "max_completion_tokens"));
        ReplyWithLimits reply = ask(MODEL);
        assertThat(reply.reply()).isInstanceOf(Reply.Refused.class);
        assertThat(reply.refused()).containsExactly("max_tokens", "max_completion_tokens");
        assertThat(server.requests()).hasSize(3);

        assertThat(ask(MODEL).reply()).isInstanceOf(Reply.Refused.class);
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void shouldAskForASchemaOnceIfTheServerRefusesIt() {
        refused.add("response_format");
        List<Message> messages = List.of(Message.user("2+2?"));
        for (ReplyFormat format : List.of(ReplyFormat.PROGRAM, ReplyFormat.OPTIMIZER))
            assertThat(model.askWithLimits(MODEL, messages, 7, format).reply()).isEqualTo(FOUR);
        assertThat(server.requests()).hasSize(3);
        assertThat(server.requests().getFirst())
                .contains("\"response_format\":{\"type\":\"json_schema\"", "\"strict\":true");
        assertThat(server.requests().get(1)).doesNotContain("response_format");
        assertThat(server.requests().get(2)).doesNotContain("response_format");
    }

    /** A prompt that is too long stays too long without a schema. */
    @Test
    void shouldKeepTheSchemaIfTheErrorIsExplained() {
        server.answers(
                RawServer.http(
                        400,
                        "",
                        "{\"error\":{\"message\":\"too long\",\"code\":\"context_length_exceeded\"}}"));
        List<Message> messages = List.of(Message.user("2+2?"));
        assertThat(model.askWithLimits(MODEL, messages, 7, ReplyFormat.PROGRAM).reply())
                .isInstanceOf(Reply.Refused.class);
        assertThat(server.requests()).hasSize(1);
    }

    private ReplyWithLimits ask(ModelSpec spec) {
        return model.askWithLimits(spec, List.of(Message.user("2+2?")), 7);
    }

    private String last() {
        return server.requests().getLast();
    }

    private RawServer.Script script(String request) {
        for (String field : refused)
            if (request.contains("\"" + field + "\""))
                return RawServer.http(
                        400,
                        "",
                        "{\"error\":{\"param\":\"%s\",\"code\":\"unsupported_parameter\"}}"
                                .formatted(field));
        return RawServer.http(
                200,
                "",
                "{\"model\":\"small\",\"choices\":[{\"message\":{\"content\":\"four\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}");
    }
}
