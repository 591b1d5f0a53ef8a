package metatextgrad.experiments.record;

import java.util.List;
import metatextgrad.llm.Message;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.model.ContentHash;
import metatextgrad.model.project.ModelSpec;

/** Names a call by what a server reads of it. The address of the server is no part of it. */
final class CallId {
    private CallId() {}

    static String of(ModelSpec model, List<Message> messages, int seed, ReplyFormat format) {
        List<List<String>> texts =
                messages.stream().map(one -> List.of(one.role().name(), one.content())).toList();
        // At temperature 0 a seed changes nothing, so all seeds share the reply.
        int draw = model.deterministic() ? 0 : seed;
        return ContentHash.of(
                "recorded",
                model.name(),
                texts,
                String.valueOf(model.temperature()),
                draw,
                model.maxTokens(),
                String.valueOf(model.topP()),
                String.valueOf(model.reasoningEffort()),
                String.valueOf(model.extra()),
                format.name());
    }
}
