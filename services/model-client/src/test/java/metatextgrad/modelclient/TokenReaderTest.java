package metatextgrad.modelclient;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import metatextgrad.llm.TokenChoice;
import metatextgrad.llm.TokenChoice.Option;
import org.junit.jupiter.api.Test;

final class TokenReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The format of OpenAI's API reference, with bytes and with the written token among others. */
    @Test
    void shouldReadTheTokensAndTheOthersOfEach() throws JsonProcessingException {
        String content =
                """
                [{"token": ":", "logprob": 0.0, "bytes": [58], "top_logprobs": []},
                 {"token": " 26", "logprob": -0.6931471805599453, "bytes": [32, 50, 54],
                  "top_logprobs": [
                    {"token": " 26", "logprob": -0.6931471805599453, "bytes": [32, 50, 54]},
                    {"token": " 27", "logprob": -1.3862943611198906, "bytes": [32, 50, 55]}]}]
                """;

        assertThat(TokenReader.of(JSON.readTree(content)))
                .isEqualTo(
                        List.of(
                                new TokenChoice(":", 1, List.of()),
                                new TokenChoice(" 26", .5, List.of(new Option(" 27", .25)))));
    }

    @Test
    void shouldReadNoneWhereAServerSendsNone() throws JsonProcessingException {
        for (String content : List.of("null", "[]", "{}", "\"a\""))
            assertThat(TokenReader.of(JSON.readTree(content))).isEmpty();
    }

    @Test
    void shouldKeepTheLastTokensAndAFewOthers() throws JsonProcessingException {
        String others = "{\"token\": \"%d\", \"logprob\": -9}";
        StringBuilder content = new StringBuilder();
        for (int token = 0; token < 100; token++) {
            content.append(token == 0 ? "[" : ",").append("{\"token\": \"" + token + "\",");
            content.append("\"logprob\": 0, \"top_logprobs\": [");
            for (int other = 200; other < 220; other++)
                content.append(other == 200 ? "" : ",").append(others.formatted(other));
            content.append("]}");
        }
        JsonNode read = JSON.readTree(content.append("]").toString());

        List<TokenChoice> tokens = TokenReader.of(read);
        assertThat(tokens).hasSize(TokenChoice.MOST);
        assertThat(tokens.getLast().text()).isEqualTo("99");
        assertThat(tokens.getLast().others()).hasSize(TokenChoice.MOST_OTHERS);
    }
}
