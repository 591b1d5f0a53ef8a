package metatextgrad.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import metatextgrad.llm.Message;
import metatextgrad.model.Node;

/** Questions about prompts. */
final class PromptQuestions {
    private PromptQuestions() {}

    /** Sends one question per trainable prompt. */
    static Proposal ofAll(
            StepContext context, BiFunction<StepContext, Node.LlmCall, List<Message>> request) {
        return new Proposal.Ask(
                context.program().trainable().stream()
                        .map(call -> new Proposal.Question(call.id(), request.apply(context, call)))
                        .toList(),
                0);
    }

    /** Sends one question per trainable prompt that was criticised. */
    static Proposal of(StepContext context, Function<Node.LlmCall, UpdatePrompt> request) {
        List<Proposal.Question> questions = new ArrayList<>();
        int cut = 0;
        for (Node.LlmCall call : context.program().trainable()) {
            if (context.gradients(call.id()).isEmpty()) continue;
            UpdatePrompt prompt = request.apply(call);
            questions.add(new Proposal.Question(call.id(), prompt.messages()));
            cut += prompt.cutBytes();
        }
        return questions.isEmpty()
                ? new Proposal.Nothing("no critique wants a change")
                : new Proposal.Ask(questions, cut);
    }
}
