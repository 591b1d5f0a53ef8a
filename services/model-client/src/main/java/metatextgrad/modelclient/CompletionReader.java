package metatextgrad.modelclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import metatextgrad.llm.EstimatedTokens;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.Failure.Content.Kind;

/** Reads a completion from a reply with a status of success. Thread-safe. */
final class CompletionReader {
    private final ErrorTable errors;

    CompletionReader(ErrorTable errors) {
        this.errors = errors;
    }

    /**
     * Returns what the reply contains.
     *
     * @param prompt for the estimate of its tokens, if the server counts none
     */
    Reply read(ServerReply reply, List<Message> prompt) {
        if (!EventStream.is(reply)) return answer(reply, prompt, false);
        JsonNode merged = merged(reply.text());
        return answer(
                new ServerReply(reply.status(), reply.headers(), merged, reply.text()),
                prompt,
                true);
    }

    private static JsonNode merged(String events) {
        try {
            return EventStream.completion(events);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private Reply answer(ServerReply reply, List<Message> prompt, boolean stream) {
        JsonNode completion = reply.json();
        if (reply.hasError()) return errors.inBody(reply);
        JsonNode choices = completion.path("choices");
        JsonNode choice = choices.path(0);
        JsonNode content = choice.path("message").path("content");
        boolean readable = content.isTextual() || content.isArray() || content.isNull();
        if (!choices.isArray() || (!choices.isEmpty() && !readable && !content.isMissingNode()))
            return new Reply.Unusable(
                    new Failure.Infrastructure(reply.notACompletion()), Usage.NONE);
        String text = text(content);
        Usage usage = usage(completion.path("usage"), prompt, text);
        if (choices.isEmpty())
            return new Reply.Unusable(new Failure.Infrastructure("no choice"), usage);
        String finish = choice.path("finish_reason").asText("");
        if (stream && finish.isEmpty())
            return new Reply.Unusable(
                    new Failure.Infrastructure("the stream broke off before its end"), usage);
        if (finish.equals("length")) return unusable(Kind.CUT_OFF, "cut off at max tokens", usage);
        if (refuses(choice.path("message"))) return unusable(Kind.OTHER, "refusal", usage);
        if (finish.equals("content_filter"))
            return unusable(Kind.FILTERED, "content filter", usage);
        return new Reply.Answered(text, usage, completion.path("model").asText(""));
    }

    /** Returns a text, or the text parts of a list. Parts such as reasoning are no answer. */
    static String text(JsonNode content) {
        if (content.isTextual()) return content.textValue();
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (part.isTextual()) text.append(part.textValue());
            else if (part.path("type").asText("text").endsWith("text"))
                text.append(part.path("text").asText(""));
        }
        return text.toString();
    }

    /** Returns whether the message, or a part of its content, is a refusal. */
    private static boolean refuses(JsonNode message) {
        if (!message.path("refusal").asText("").isBlank()) return true;
        for (JsonNode part : message.path("content"))
            if (!part.path("refusal").asText("").isBlank()) return true;
        return false;
    }

    private static Reply unusable(Kind kind, String reason, Usage usage) {
        return new Reply.Unusable(new Failure.Content(kind, reason), usage);
    }

    /** Returns the tokens that the server counted, or an estimate if it counted none. */
    private static Usage usage(JsonNode usage, List<Message> prompt, String text) {
        Usage reported =
                new Usage(
                        usage.path("prompt_tokens").asLong(),
                        usage.path("completion_tokens").asLong());
        return ReplyCheck.isSensible(reported)
                ? reported
                : Usage.estimate(EstimatedTokens.of(prompt), EstimatedTokens.of(text));
    }
}
