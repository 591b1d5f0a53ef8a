package metatextgrad.modelclient;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.core.LogLevel;
import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.HttpResponse;
import com.openai.credential.BearerTokenCredential;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.model.Causes;
import metatextgrad.model.Failure;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.redact.Found;
import metatextgrad.redact.Redactor;
import metatextgrad.redact.Secret;
import metatextgrad.redact.Secrets;
import metatextgrad.trace.TraceContext;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client of any server with OpenAI's chat completions API. One client, thread-safe. */
public final class OpenAiModel implements RateLimitAwareModel, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenAiModel.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final OpenAIClient client;
    private final ErrorTable errors;
    private final CompletionReader completions;
    private final RefusedParameters refused;
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
        refused = new RefusedParameters();
        String url = baseUrl.toString();
        for (Found found : Redactor.find(url))
            if (found.secret() == Secret.KEY)
                Secrets.OF_PROCESS.add(url.substring(found.from(), found.to()));
        String host = baseUrl.getHost();
        openAi = host != null && host.endsWith("openai.com");
    }

    private OpenAiModel(OpenAiModel other, Consumer<ClientOptions.Builder> changed) {
        client = other.client.withOptions(changed);
        errors = other.errors;
        completions = other.completions;
        refused = other.refused;
        openAi = other.openAi;
    }

    /**
     * Returns a client with another key. It shares the connections of this one, which closes them.
     */
    public OpenAiModel withKey(ApiKey key) {
        return new OpenAiModel(
                this, options -> options.credential(BearerTokenCredential.create(key::current)));
    }

    /**
     * Returns a client whose calls belong to this trace. It shares the connections of this one,
     * which closes them.
     */
    public OpenAiModel withTrace(TraceContext trace) {
        return trace.isEmpty()
                ? this
                : new OpenAiModel(this, options -> trace.forEach(options::putHeader));
    }

    /**
     * Calls the model. A parameter that the server refuses is left out of this call and of all
     * later ones: the refusal was not billed, so the call is sent again at once.
     */
    @Override
    public ReplyWithLimits askWithLimits(
            ModelSpec model, List<Message> messages, int seed, ReplyFormat format) {
        List<String> dropped = new ArrayList<>();
        while (true) {
            Set<RequestParameter> known = refused.of(model.name());
            Set<RequestParameter> sent = RequestBody.sent(model, format, openAi, known);
            try (HttpResponse answer =
                    client.chat()
                            .completions()
                            .withRawResponse()
                            .create(
                                    RequestBody.of(model, messages, seed, format, sent),
                                    options(model))) {
                RateHeaders headers = RateHeaders.of(answer.headers()::values);
                Reply reply = ReplyCheck.checked(read(answer, model, messages));
                return new ReplyWithLimits(reply, headers, dropped);
            } catch (Exception failure) {
                ErrorStatus answered = Causes.find(failure, ErrorStatus.class);
                ServerReply error = answered == null ? null : answered.reply();
                Reply reply = errors.reply(failure);
                RequestParameter unknown = error == null ? null : refused(error, sent, reply);
                // Each turn leaves out one more parameter, so that the loop ends.
                if (error != null && unknown != null && !known.contains(unknown)) {
                    dropped.add(unknown.field());
                    drop(model, unknown, error);
                    continue;
                }
                RateHeaders headers =
                        error == null ? RateHeaders.NONE : RateHeaders.of(error.headers());
                return new ReplyWithLimits(ReplyCheck.checked(reply), headers, dropped);
            }
        }
    }

    private static @Nullable RequestParameter refused(
            ServerReply error, Set<RequestParameter> sent, Reply reply) {
        boolean explained =
                !(reply instanceof Reply.Refused(Failure.OfCall failure)
                                && failure instanceof Failure.Infrastructure)
                        || ErrorTable.hasNoRoom(error);
        return ParameterRefusal.of(error, sent, explained);
    }

    private void drop(ModelSpec model, RequestParameter parameter, ServerReply error) {
        if (!refused.add(model.name(), parameter)) return;
        LOG.atWarn()
                .addKeyValue("model", model.key().text())
                .addKeyValue("parameter", parameter.field())
                .addKeyValue("reason", error.reason())
                .log("the server refuses a parameter: calls of this model go without it");
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
