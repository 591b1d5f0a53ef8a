package metatextgrad.services.worker;

import java.util.List;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.model.ModelSpec;

/** A model whose server tells of its limits. */
interface RateLimitAwareModel extends LanguageModel {
    /** As {@link #ask}, with what was told. */
    ReplyWithLimits rated(ModelSpec model, List<Message> messages, int seed);

    @Override
    default Reply ask(ModelSpec model, List<Message> messages, int seed) {
        return rated(model, messages, seed).reply();
    }
}
