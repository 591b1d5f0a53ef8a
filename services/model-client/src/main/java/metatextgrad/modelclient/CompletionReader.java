package metatextgrad.modelclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import metatextgrad.llm.EstimatedTokens;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.Failure.Content.Kind;
import metatextgrad.model.project.ModelSpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a completion from a reply with a status of success. Thread-safe. */
final class CompletionReader {
    private static final Logger LOG = LoggerFactory.getLogger(CompletionReader.class);

    /** What servers write if they fail in the middle of an answer, such as OpenRouter and vLLM. */
    private static final Set<String> BROKEN_OFF =
            Set.of("error", "abort", "insufficient_system_resource");

    private static final String THINK = "<think>";
    private static final String THOUGHT = "</think>";

    private final ErrorTable errors;

    /** Models whose server reported implausible tokens: each is logged once. */
    private final Set<String> doubted = ConcurrentHashMap.newKeySet();

    CompletionReader(ErrorTable errors) {
        this.errors = errors;
    }

    /**
     * Returns what the reply contains.
     *
     * @param prompt for the estimate of its tokens, if the server counts none or absurdly many
     */
    Reply read(ServerReply reply, ModelSpec model, List<Message> prompt) {
        if (!EventStream.is(reply)) return answer(reply, model, prompt, false);
        JsonNode merged = merged(reply.text());
        return answer(
                new ServerReply(reply.status(), reply.headers(), merged, reply.text()),
                model,
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

    private Reply answer(ServerReply reply, ModelSpec model, List<Message> prompt, boolean stream) {
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
        Usage usage = usage(completion.path("usage"), model, prompt, text);
        if (choices.isEmpty())
            return new Reply.Unusable(new Failure.Infrastructure("no choice"), usage);
        String finish = choice.path("finish_reason").asText("");
        if (stream && finish.isEmpty())
            return new Reply.Unusable(
                    new Failure.Infrastructure("the stream broke off before its end"), usage);
        if (BROKEN_OFF.contains(finish) || choice.hasNonNull("error"))
            return new Reply.Unusable(
                    new Failure.Infrastructure("the server broke its answer off"), usage);
        if (finish.equals("length"))
            return Repetition.endsIn(text)
                    ? unusable(Kind.REPEATED, "cut off at max tokens while repeating itself", usage)
                    : unusable(Kind.CUT_OFF, "cut off at max tokens", usage);
        if (refuses(choice.path("message"))) return unusable(Kind.OTHER, "refusal", usage);
        if (finish.equals("content_filter"))
            return unusable(Kind.FILTERED, "content filter", usage);
        return new Reply.Answered(
                withoutReasoning(text),
                usage,
                completion.path("model").asText(""),
                TokenReader.of(choice.path("logprobs").path("content")));
    }

    /**
     * A server without a parser for reasoning sends it at the start of the text. Some templates put
     * the first tag into the request, so that only the last one is in the reply.
     */
    private static String withoutReasoning(String text) {
        int end = text.indexOf(THOUGHT);
        boolean begins = text.stripLeading().startsWith(THINK);
        if (end < 0) return begins ? "" : text;
        boolean quoted = !begins && text.lastIndexOf(THINK, end) >= 0;
        return quoted ? text : text.substring(end + THOUGHT.length()).stripLeading();
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

    /**
     * Returns the tokens that the server counted, or an estimate if it counted none or too many.
     */
    private Usage usage(JsonNode usage, ModelSpec model, List<Message> prompt, String text) {
        Usage reported = reported(usage);
        Usage estimate = Usage.estimate(EstimatedTokens.of(prompt), EstimatedTokens.of(text));
        if (!ReplyCheck.isCounted(reported)) return estimate;
        if (ReplyCheck.isPlausible(reported, estimate.inputTokens(), model.maxTokens()))
            return reported;
        if (doubted.add(model.name()))
            LOG.warn(
                    "model {}: its server reports {} tokens of input and {} of output for a call of about {} and at most {}; such counts are estimated",
                    model.name(),
                    reported.inputTokens(),
                    reported.outputTokens(),
                    estimate.inputTokens(),
                    model.maxTokens());
        return estimate;
    }

    /** Some servers bill reasoning as output, and count it in the total alone. */
    private static Usage reported(JsonNode usage) {
        long input = usage.path("prompt_tokens").asLong();
        long output = usage.path("completion_tokens").asLong();
        return new Usage(input, Math.max(output, usage.path("total_tokens").asLong() - input));
    }
}
