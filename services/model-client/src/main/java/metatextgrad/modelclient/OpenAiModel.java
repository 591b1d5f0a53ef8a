package metatextgrad.modelclient;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.HttpResponseFor;
import com.openai.credential.BearerTokenCredential;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.Usage;
import metatextgrad.model.Failure;
import metatextgrad.model.Failure.Content.Kind;
import metatextgrad.model.project.ModelSpec;

/** The client of any server with OpenAI's chat completions API. One client, thread-safe. */
public final class OpenAiModel implements RateLimitAwareModel, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final OpenAIClient client;
    private final ErrorTable errors;
    private final boolean openAi;

    /**
     * @param baseUrl with the version, such as {@code http://localhost:8000/v1}
     * @param maxConnections idle connections to keep open: the maximum number of calls in flight
     */
    public OpenAiModel(URI baseUrl, ApiKey key, int maxConnections, InstantSource clock) {
        client =
                OpenAIOkHttpClient.builder()
                        .okHttpClient(ModelTransport.client(maxConnections))
                        .baseUrl(baseUrl.toString())
                        .credential(BearerTokenCredential.create(key::current))
                        .maxRetries(0)
                        .logLevel(LogLevel.OFF)
                        .build();
        errors = new ErrorTable(clock);
        String host = baseUrl.getHost();
        openAi = host != null && host.endsWith("openai.com");
    }

    @Override
    public ReplyWithLimits askWithLimits(ModelSpec model, List<Message> messages, int seed) {
        try (HttpResponseFor<ChatCompletion> answer =
                client.chat()
                        .completions()
                        .withRawResponse()
                        .create(params(model, messages, seed), options(model))) {
            RateHeaders headers = RateHeaders.of(answer.headers()::values);
            return new ReplyWithLimits(read(answer), headers);
        } catch (OpenAIServiceException failure) {
            return new ReplyWithLimits(
                    errors.reply(failure), RateHeaders.of(failure.headers()::values));
        } catch (Exception failure) {
            return ReplyWithLimits.of(errors.reply(failure));
        }
    }

    private Reply read(HttpResponseFor<ChatCompletion> answer) {
        try {
            return read(answer.parse());
        } catch (Exception failure) {
            return errors.reply(failure);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    @SuppressWarnings("deprecation") // seed and max_tokens: what most servers but OpenAI's accept
    private ChatCompletionCreateParams params(ModelSpec model, List<Message> messages, int seed) {
        ChatCompletionCreateParams.Builder params =
                ChatCompletionCreateParams.builder()
                        .model(model.name())
                        .temperature(model.temperature())
                        .seed(seed);
        if (openAi) {
            params.maxCompletionTokens(model.maxTokens());
        } else {
            params.maxTokens(model.maxTokens());
        }
        for (Message message : messages) {
            switch (message.role()) {
                case SYSTEM -> params.addSystemMessage(message.content());
                case USER -> params.addUserMessage(message.content());
            }
        }
        return params.build();
    }

    private static RequestOptions options(ModelSpec model) {
        Duration timeout = Duration.ofSeconds(model.timeoutSeconds());
        return RequestOptions.builder()
                .timeout(
                        Timeout.builder()
                                .connect(CONNECT)
                                .read(timeout)
                                .write(timeout)
                                .request(timeout)
                                .build())
                .build();
    }

    private static Reply read(ChatCompletion answer) {
        Usage usage = answer.usage().map(OpenAiModel::usage).orElse(Usage.NONE);
        if (answer.choices().isEmpty())
            return new Reply.Unusable(new Failure.Infrastructure("no choice"), usage);
        ChatCompletion.Choice choice = answer.choices().getFirst();
        String finish = choice._finishReason().asKnown().map(Object::toString).orElse("");
        if (finish.equals("length")) return unusable(Kind.CUT_OFF, "cut off at max tokens", usage);
        if (choice.message().refusal().filter(text -> !text.isBlank()).isPresent())
            return unusable(Kind.OTHER, "refusal", usage);
        if (finish.equals("content_filter"))
            return unusable(Kind.FILTERED, "content filter", usage);
        String text = choice.message().content().orElse("");
        return ReplyCheck.checked(
                new Reply.Answered(text, usage, answer._model().asString().orElse("")));
    }

    private static Reply unusable(Kind kind, String reason, Usage usage) {
        return new Reply.Unusable(new Failure.Content(kind, reason), usage);
    }

    private static Usage usage(CompletionUsage usage) {
        return new Usage(
                usage._promptTokens().asKnown().orElse(0L),
                usage._completionTokens().asKnown().orElse(0L));
    }
}
