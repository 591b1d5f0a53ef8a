package metatextgrad.llm;

import java.util.List;
import metatextgrad.model.ModelSpec;

/**
 * A model behind any protocol. Blocking and thread-safe; one call is one attempt, without retries
 * of its own. The caller is billed. Public extension point.
 */
public interface LanguageModel {
    /**
     * Asks once.
     *
     * @param seed another seed is another draw; equal arguments may be answered from records
     * @return what the model said, or how it failed; never throws for what a server did
     */
    Reply ask(ModelSpec model, List<Message> messages, int seed);
}
