package metatextgrad.services.gateway;

import static metatextgrad.services.gateway.ServedProgramTest.chain;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import metatextgrad.json.ProjectFile;
import metatextgrad.model.project.Project;
import metatextgrad.services.gateway.tables.ServingTables;
import metatextgrad.strategy.Strategies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SeveralNodesTest extends GatewayTest {
    private static final String CHAT = "/p/dyck/v1/chat/completions";
    private static final String BODY =
            "{\"stream\":false,\"seed\": 7,\"messages\":[{\"role\":\"user\",\"content\":\"( [\"}]%s}";

    @BeforeEach
    void prepare() throws Exception {
        gateway.rules("dyck: {model: gpt-served}");
        new ServingTables(folder.resolve("data/gateway")).accept(project());
    }

    static Project project() {
        return project("dyck");
    }

    static Project project(String id) {
        return ProjectFile.read(
                """
                id: %s
                evaluator: exact-match
                question-type: Brackets are given; the answer closes them.
                program: {role: the prompt, prompt: Close the brackets.}
                models: {program: gpt-file, optimizer: gpt-file}
                """
                        .formatted(id),
                Strategies::plain,
                project -> List.of());
    }

    @Test
    void shouldSendTheLastCallWithTheFieldsOfTheClient() throws Exception {
        gateway.table(chain("")).start();
        upstream.answers(
                (request, connection) ->
                        RecordingUpstream.completion(
                                        request.text().contains("Plan.") ? "the plan" : "] )")
                                .answer(request, connection));

        HttpResponse<String> answer = gateway.post(CHAT, BODY.formatted(""));

        assertThat(upstream.received()).hasSize(2);
        assertThat(upstream.received().getFirst().text()).contains("Plan.", "( [", "gpt-file");
        assertThat(upstream.received().getFirst().header("authorization"))
                .contains("Bearer sk-own");
        assertThat(upstream.last().text())
                .isEqualTo(
                        "{\"model\":\"gpt-served\",\"stream\":false,\"seed\": 7,\"messages\":[{\"role\":\"system\",\"content\":\"Answer.\"},{\"role\":\"user\",\"content\":\"the plan\"}]}");
        assertThat(answer.headers().firstValue("x-mtg-prompt-version")).contains("v2");
        assertThat(gateway.served("program")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {",\"n\":2", ",\"tools\":[{\"type\":\"function\"}]", ",\"x\":\"fail\""})
    void shouldFallBackToTheLastProgramOfOneCall(String field) throws Exception {
        gateway.table(chain("Old.")).start();
        upstream.answers(
                (request, connection) ->
                        (request.text().contains("Plan.")
                                        ? RecordingUpstream.http("500 Broken", "", "")
                                        : RecordingUpstream.completion("] )"))
                                .answer(request, connection));

        HttpResponse<String> answer = gateway.post(CHAT, BODY.formatted(field));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(upstream.last().text()).contains("\"Old.\"", "( [", field);
        assertThat(answer.headers().firstValue("x-mtg-prompt-version")).contains("v0");
        assertThat(gateway.served("fallback")).isEqualTo(1);
    }

    @Test
    void shouldPassThroughWithoutAFallback() throws Exception {
        gateway.table(chain("")).start();
        upstream.answers(
                (request, connection) ->
                        (request.text().contains("Plan.")
                                        ? RecordingUpstream.http("500 Broken", "", "")
                                        : RecordingUpstream.completion("] )"))
                                .answer(request, connection));

        HttpResponse<String> answer = gateway.post(CHAT, BODY.formatted(""));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-mtg-prompt-version")).contains("pass-through");
        assertThat(gateway.served("pass_through")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldWriteACompletionIfTheLastNodeIsNoCall(boolean stream) throws Exception {
        String program =
                "{\"nodes\":[%s,{\"type\":\"extract\",\"id\":\"answer\",\"input\":\"plan\",\"pattern\":\"<(.*)>\"}],\"output\":\"answer\"}"
                        .formatted(GatewayUnderTest.node("plan", "Plan.", "task"));
        gateway.table(
                        "{\"project\":\"dyck\",\"serial\":4,\"versions\":[{\"version\":\"v2\",\"share\":1,\"program\":%s}]}"
                                .formatted(program))
                .start();
        upstream.answers(RecordingUpstream.completion("it is <] )>"));

        HttpResponse<String> answer =
                gateway.post(CHAT, BODY.formatted("").replace("false", String.valueOf(stream)));

        String part = stream ? "\"delta\"" : "\"message\"";
        assertThat(answer.body()).contains(part + ":{\"content\":\"] )\",\"role\":\"assistant\"}");
        assertThat(answer.body().endsWith("data: [DONE]\n\n")).isEqualTo(stream);
        assertThat(List.of("text/event-stream", "application/json"))
                .contains(answer.headers().firstValue("content-type").orElseThrow());
    }
}
