package metatextgrad.modelclient;

import java.util.List;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.model.project.ModelSpec;

/** A model whose server reports its rate limits. */
public interface RateLimitAwareModel extends LanguageModel {
    /** Calls the model as {@link #ask} does. Also returns the limits that the server reported. */
    ReplyWithLimits askWithLimits(ModelSpec model, List<Message> messages, int seed);

    @Override
    default Reply ask(ModelSpec model, List<Message> messages, int seed) {
        return askWithLimits(model, messages, seed).reply();
    }
}
