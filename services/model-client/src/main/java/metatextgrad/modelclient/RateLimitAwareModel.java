package metatextgrad.modelclient;

import java.util.List;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.model.project.ModelSpec;

/** A model whose server reports its rate limits. */
public interface RateLimitAwareModel extends LanguageModel {
    /** Calls the model as {@link #ask} does. Also returns the limits that the server reported. */
    ReplyWithLimits askWithLimits(
            ModelSpec model, List<Message> messages, int seed, ReplyFormat format);

    /** As above, for a reply of any form. */
    default ReplyWithLimits askWithLimits(ModelSpec model, List<Message> messages, int seed) {
        return askWithLimits(model, messages, seed, ReplyFormat.TEXT);
    }

    @Override
    default Reply ask(ModelSpec model, List<Message> messages, int seed) {
        return ask(model, messages, seed, ReplyFormat.TEXT);
    }

    @Override
    default Reply ask(ModelSpec model, List<Message> messages, int seed, ReplyFormat format) {
        return askWithLimits(model, messages, seed, format).reply();
    }
}
