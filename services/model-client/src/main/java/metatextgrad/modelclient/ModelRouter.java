package metatextgrad.modelclient;

import java.util.List;
import java.util.Map;
import metatextgrad.config.Setting;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.model.project.ModelServer;
import metatextgrad.model.project.ModelSpec;
import org.jspecify.annotations.Nullable;

/**
 * Sends each call to the server that its model names, with the key of that server only (ADR 41).
 * Thread-safe.
 */
public final class ModelRouter implements RateLimitAwareModel, AutoCloseable {
    private final OpenAiModel standard;
    private final Map<ModelServer, OpenAiModel> others;

    /**
     * Takes over the clients, and closes them.
     *
     * @param standard for models that name no server
     * @param others for the servers that the operator allows
     */
    public ModelRouter(OpenAiModel standard, Map<ModelServer, OpenAiModel> others) {
        this.standard = standard;
        this.others = Map.copyOf(others);
    }

    @Override
    public ReplyWithLimits askWithLimits(
            ModelSpec model, List<Message> messages, int seed, ReplyFormat format) {
        ModelServer server = model.server();
        OpenAiModel client = server == null ? standard : others.get(server);
        return client == null
                ? ReplyWithLimits.of(new Reply.Unavailable(notAllowed(server)))
                : client.askWithLimits(model, messages, seed, format);
    }

    /** Returns why no call is sent to a server that the operator does not list. */
    public static String notAllowed(@Nullable ModelServer server) {
        return "%s does not list `%s`".formatted(Setting.MTG_MODEL_SERVERS, server);
    }

    @Override
    public void close() {
        standard.close();
        others.values().forEach(OpenAiModel::close);
    }
}
