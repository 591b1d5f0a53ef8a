package metatextgrad.modelclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies of errors as servers send them. */
final class ParameterRefusalTest {
    private static final EnumSet<RequestParameter> ALL = EnumSet.allOf(RequestParameter.class);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    # OpenAI
                    MAX_TOKENS | 400 | {"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}}
                    TEMPERATURE | 400 | {"error":{"message":"Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}
                    REASONING_EFFORT | 400 | {"error":{"message":"Unknown parameter: 'reasoning_effort'.","type":"invalid_request_error","param":"reasoning_effort","code":"unknown_parameter"}}
                    RESPONSE_FORMAT | 400 | {"error":{"message":"Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.","type":"invalid_request_error","param":"response_format","code":null}}
                    RESPONSE_FORMAT | 400 | {"error":{"message":"Invalid schema for response_format 'program'","type":"invalid_request_error","param":"response_format.json_schema","code":"invalid_json_schema"}}
                    # Azure, older versions
                    REASONING_EFFORT | 400 | {"error":{"message":"Unrecognized request argument supplied: reasoning_effort","type":"invalid_request_error","param":null,"code":null}}
                    TOP_P | 400 | {"error":{"message":"Unrecognized request arguments supplied: foo, top_p","type":"invalid_request_error","param":null,"code":null}}
                    # a gateway that drops the fields
                    MAX_TOKENS | 400 | {"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model.","code":"invalid_request_body"}}
                    # vLLM, older versions
                    MAX_COMPLETION_TOKENS | 400 | {"object":"error","message":"[{'type': 'extra_forbidden', 'loc': ('body', 'max_completion_tokens'), 'msg': 'Extra inputs are not permitted', 'input': 800}]","type":"BadRequestError","param":null,"code":400}
                    # servers that check with Pydantic
                    SEED | 422 | {"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted"}]},"type":"invalid_request_message_error"}
                    SEED | 422 | {"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted"}]}
                    # errors of the project, or of something else
                    | 400 | {"error":{"message":"Invalid 'temperature': decimal above maximum value.","type":"invalid_request_error","param":"temperature","code":"decimal_above_max_value"}}
                    | 400 | {"error":{"message":"you must provide a model parameter","type":"invalid_request_error","param":"model","code":"unknown_parameter"}}
                    | 400 | {"error":{"message":"I do not like the temperature","type":"invalid_request_error","param":null,"code":null}}
                    | 400 | {"detail":[{"type":"int_parsing","loc":["body","seed"],"msg":"not a number"}]}
                    | 500 | {"error":{"message":"Unsupported parameter: 'max_tokens'","param":"max_tokens","code":"unsupported_parameter"}}
                    | 400 | not JSON
                    """)
    void shouldFindTheRefusedParameter(
            @Nullable RequestParameter refused, int status, String body) {
        assertThat(ParameterRefusal.of(reply(status, body), ALL, true)).isEqualTo(refused);
    }

    /** Servers fail at a schema in many words. */
    @Test
    void shouldTakeAnUnexplainedErrorForARefusedSchema() {
        ServerReply grammar =
                reply(400, "{\"error\":{\"code\":400,\"message\":\"Failed to parse grammar\"}}");
        assertThat(ParameterRefusal.of(grammar, ALL, false))
                .isEqualTo(RequestParameter.RESPONSE_FORMAT);
        assertThat(ParameterRefusal.of(grammar, EnumSet.of(RequestParameter.SEED), false)).isNull();
        ServerReply other =
                reply(400, "{\"error\":{\"param\":\"messages\",\"message\":\"no messages\"}}");
        assertThat(ParameterRefusal.of(other, ALL, false)).isNull();
    }

    /** Nothing changes if a parameter is left out that was not sent: the loop must end. */
    @Test
    void shouldIgnoreParametersThatWereNotSent() {
        ServerReply error =
                reply(400, "{\"error\":{\"param\":\"top_p\",\"code\":\"unsupported_parameter\"}}");
        assertThat(ParameterRefusal.of(error, EnumSet.of(RequestParameter.SEED), false)).isNull();
    }

    private static ServerReply reply(int status, String body) {
        return ServerReply.of(status, header -> List.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
