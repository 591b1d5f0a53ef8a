package metatextgrad.modelclient;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.LogLevel;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.HttpResponse;
import com.openai.credential.BearerTokenCredential;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.model.Causes;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.redact.Found;
import metatextgrad.redact.Redactor;
import metatextgrad.redact.Secret;
import metatextgrad.redact.Secrets;
import okhttp3.OkHttpClient;

/** The client of any server with OpenAI's chat completions API. One client, thread-safe. */
public final class OpenAiModel implements RateLimitAwareModel, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final OpenAIClient client;
    private final ErrorTable errors;
    private final CompletionReader completions;
    private final boolean openAi;

    /**
     * @param baseUrl with the version, such as {@code http://localhost:8000/v1}
     * @param maxConnections idle connections to keep open: the maximum number of calls in flight
     */
    public OpenAiModel(URI baseUrl, ApiKey key, int maxConnections, InstantSource clock) {
        this(baseUrl, key, ModelTransport.client(maxConnections), clock);
    }

    OpenAiModel(URI baseUrl, ApiKey key, OkHttpClient transport, InstantSource clock) {
        client =
                OpenAIOkHttpClient.builder()
                        .okHttpClient(transport)
                        .baseUrl(baseUrl.toString())
                        .credential(BearerTokenCredential.create(key::current))
                        .maxRetries(0)
                        .logLevel(LogLevel.OFF)
                        .build();
        errors = new ErrorTable(clock);
        completions = new CompletionReader(errors);
        String url = baseUrl.toString();
        for (Found found : Redactor.find(url))
            if (found.secret() == Secret.KEY)
                Secrets.OF_PROCESS.add(url.substring(found.from(), found.to()));
        String host = baseUrl.getHost();
        openAi = host != null && host.endsWith("openai.com");
    }

    @Override
    public ReplyWithLimits askWithLimits(ModelSpec model, List<Message> messages, int seed) {
        try (HttpResponse answer =
                client.chat()
                        .completions()
                        .withRawResponse()
                        .create(params(model, messages, seed), options(model))) {
            RateHeaders headers = RateHeaders.of(answer.headers()::values);
            return new ReplyWithLimits(ReplyCheck.checked(read(answer, model, messages)), headers);
        } catch (Exception failure) {
            ErrorStatus answered = Causes.find(failure, ErrorStatus.class);
            return new ReplyWithLimits(
                    ReplyCheck.checked(errors.reply(failure)),
                    answered == null
                            ? RateHeaders.NONE
                            : RateHeaders.of(answered.reply().headers()));
        }
    }

    private Reply read(HttpResponse answer, ModelSpec model, List<Message> messages) {
        try {
            byte[] body = answer.body().readAllBytes();
            ServerReply reply = ServerReply.of(answer.statusCode(), answer.headers()::values, body);
            return completions.read(reply, model, messages);
        } catch (IOException broken) {
            return errors.reply(broken);
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
}
