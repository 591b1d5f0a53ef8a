package metatextgrad.llm;

import java.util.List;
import metatextgrad.model.project.ModelSpec;

/**
 * A model behind any protocol. It blocks and is thread-safe. One call is one attempt; the
 * implementation never retries, because each attempt is billed. Public extension point.
 */
public interface LanguageModel {
    /**
     * Sends one request.
     *
     * @param seed a different seed gives a different draw; equal arguments may be answered from
     *     records
     * @return the model's answer, or the kind of failure; it never throws because of the server
     */
    Reply ask(ModelSpec model, List<Message> messages, int seed);

    /**
     * As {@link #ask(ModelSpec, List, int)}, for a reply of this form. By default the form is not
     * sent: the messages describe it too.
     */
    default Reply ask(ModelSpec model, List<Message> messages, int seed, ReplyFormat format) {
        return ask(model, messages, seed);
    }
}
