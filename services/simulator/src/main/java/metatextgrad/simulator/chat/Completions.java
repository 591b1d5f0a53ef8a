package metatextgrad.simulator.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.chat.ChatModel.Alternative;
import metatextgrad.simulator.json.JsonNodes;

/**
 * Writes completions. Ids are hashes of the content and the time is constant, so the same request
 * gets the same bytes.
 */
public final class Completions {
    public static final long CREATED = 1_767_225_600L;

    private static final int CHARACTERS_PER_TOKEN = 4;

    private Completions() {}

    /**
     * @param last what the answer at the end of the text could also have been; empty if unknown
     */
    public static JsonResponse reply(
            ChatRequest request, String text, Optional<Alternative> last, long serverSeed) {
        String within = within(request, text);
        String finish = within.length() < text.length() ? "length" : "stop";
        ObjectNode body = body(request, within, finish, serverSeed);
        if (request.logprobs())
            last.filter(token -> within.endsWith(token.answer()))
                    .ifPresent(token -> addLogprobs(body, within, token));
        return new JsonResponse(200, JsonNodes.write(body));
    }

    /** The text before the answer is one token, and the answer is another one. */
    private static void addLogprobs(ObjectNode body, String text, Alternative last) {
        String before = text.substring(0, text.length() - last.answer().length());
        ArrayNode tokens =
                ((ObjectNode) body.path("choices").path(0))
                        .putObject("logprobs")
                        .putArray("content");
        addToken(tokens, before, 1).putArray("top_logprobs");
        ArrayNode others =
                addToken(tokens, last.answer(), last.probability()).putArray("top_logprobs");
        addToken(others, last.other(), 1 - last.probability());
    }

    private static ObjectNode addToken(ArrayNode tokens, String text, double probability) {
        return tokens.addObject().put("token", text).put("logprob", Math.log(probability));
    }

    /** Creates a completion as a tree, which faults can still change. */
    public static ObjectNode body(
            ChatRequest request, String text, String finish, long serverSeed) {
        Dice id = request.dice(serverSeed).on("id");
        ObjectNode body =
                JsonNodes.object()
                        .put("id", "chatcmpl-" + id.hex().substring(0, 28))
                        .put("object", "chat.completion")
                        .put("created", CREATED)
                        .put("model", request.model());
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", text)
                .putNull("refusal");
        choice.putNull("logprobs").put("finish_reason", finish);
        addUsage(body, promptTokens(request), tokens(text));
        return body;
    }

    /** Cuts a text to the request's limit on tokens. */
    public static String within(ChatRequest request, String text) {
        long max = (long) request.maxTokens() * CHARACTERS_PER_TOKEN;
        return text.substring(0, (int) Math.min(text.length(), max));
    }

    /** Estimates the tokens: one for four characters, and four more for each message. */
    public static int promptTokens(ChatRequest request) {
        return request.messages().stream().mapToInt(m -> tokens(m.text()) + 4).sum();
    }

    public static int tokens(String text) {
        return (text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }

    private static void addUsage(ObjectNode body, int prompt, int completion) {
        ObjectNode usage = body.putObject("usage");
        usage.put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
        usage.putObject("prompt_tokens_details").put("cached_tokens", 0);
        usage.putObject("completion_tokens_details").put("reasoning_tokens", 0);
    }
}
