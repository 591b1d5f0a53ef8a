package metatextgrad.modelclient;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.llm.TokenChoice;
import metatextgrad.llm.TokenChoice.Option;

/**
 * Reads the log probabilities of a completion, as OpenAI, vLLM and llama.cpp send them. Servers
 * send none unless the body of the request wants them: {@code extra: {logprobs: true, top_logprobs:
 * 5}} in the project file. What cannot be read counts as absent.
 */
final class TokenReader {
    private TokenReader() {}

    /** Returns the last tokens of a reply; none if the server sent none. */
    static List<TokenChoice> of(JsonNode content) {
        List<TokenChoice> tokens = new ArrayList<>();
        int first = Math.max(0, content.size() - TokenChoice.MOST);
        for (int i = first; i < content.size(); i++) {
            JsonNode token = content.get(i);
            tokens.add(new TokenChoice(text(token), probability(token), others(token)));
        }
        return tokens;
    }

    /** Servers list the token that was written among the most probable ones. */
    private static List<Option> others(JsonNode token) {
        List<Option> others = new ArrayList<>();
        for (JsonNode other : token.path("top_logprobs"))
            if (!text(other).equals(text(token)) && others.size() < TokenChoice.MOST_OTHERS)
                others.add(new Option(text(other), probability(other)));
        return others;
    }

    private static String text(JsonNode token) {
        return token.path("token").asText("");
    }

    private static double probability(JsonNode token) {
        double logarithm = token.path("logprob").asDouble(Double.NEGATIVE_INFINITY);
        return Double.isNaN(logarithm) ? 0 : Math.min(1, Math.exp(logarithm));
    }
}
