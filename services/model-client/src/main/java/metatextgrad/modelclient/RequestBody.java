package metatextgrad.modelclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.JsonValue;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import metatextgrad.llm.Message;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.model.project.ModelSpec;

/** Builds the body of a request. Pure. */
final class RequestBody {
    private static final JsonMapper MAPPER = new JsonMapper();

    private RequestBody() {}

    /**
     * Returns the parameters to send.
     *
     * @param openAi whether the server is OpenAI's, whose limit of tokens has another name
     * @param refused parameters to leave out; of the two limits of tokens one is always sent
     */
    static Set<RequestParameter> sent(
            ModelSpec model, ReplyFormat format, boolean openAi, Set<RequestParameter> refused) {
        EnumSet<RequestParameter> sent = EnumSet.of(RequestParameter.SEED);
        if (model.temperature() != null) sent.add(RequestParameter.TEMPERATURE);
        if (model.topP() != null) sent.add(RequestParameter.TOP_P);
        if (model.reasoningEffort() != null) sent.add(RequestParameter.REASONING_EFFORT);
        if (format != ReplyFormat.TEXT) sent.add(RequestParameter.RESPONSE_FORMAT);
        sent.removeAll(refused);
        sent.add(limit(openAi, refused));
        return sent;
    }

    private static RequestParameter limit(boolean openAi, Set<RequestParameter> refused) {
        boolean other =
                refused.contains(
                        openAi
                                ? RequestParameter.MAX_COMPLETION_TOKENS
                                : RequestParameter.MAX_TOKENS);
        return openAi == other
                ? RequestParameter.MAX_TOKENS
                : RequestParameter.MAX_COMPLETION_TOKENS;
    }

    /** Returns the body with these parameters. */
    @SuppressWarnings("deprecation") // seed and max_tokens: what most servers but OpenAI's accept
    static ChatCompletionCreateParams of(
            ModelSpec model,
            List<Message> messages,
            int seed,
            ReplyFormat format,
            Set<RequestParameter> sent) {
        var body = ChatCompletionCreateParams.builder().model(model.name());
        for (RequestParameter parameter : sent) {
            switch (parameter) {
                case TEMPERATURE -> body.temperature(model.temperature());
                case TOP_P -> body.topP(model.topP());
                case MAX_TOKENS -> body.maxTokens(model.maxTokens());
                case MAX_COMPLETION_TOKENS -> body.maxCompletionTokens(model.maxTokens());
                case REASONING_EFFORT ->
                        body.reasoningEffort(
                                ReasoningEffort.of(String.valueOf(model.reasoningEffort())));
                case SEED -> body.seed(seed);
                case RESPONSE_FORMAT ->
                        body.putAdditionalBodyProperty(
                                parameter.field(), JsonValue.fromJsonNode(ReplySchemas.of(format)));
            }
        }
        addExtra(model, body);
        for (Message message : messages) {
            switch (message.role()) {
                case SYSTEM -> body.addSystemMessage(message.content());
                case USER -> body.addUserMessage(message.content());
            }
        }
        return body.build();
    }

    private static void addExtra(ModelSpec model, ChatCompletionCreateParams.Builder body) {
        if (model.extra() == null) return;
        try {
            for (var field : MAPPER.readTree(model.extra()).properties())
                body.putAdditionalBodyProperty(
                        field.getKey(), JsonValue.fromJsonNode(field.getValue()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("extra of " + model.name() + " is not JSON", e);
        }
    }
}
