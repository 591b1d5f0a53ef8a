package metatextgrad.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.Node;
import metatextgrad.model.Tags;
import metatextgrad.prompt.TaggedText;

/**
 * Rewrites prompts one by one (METHOD §2.3). It sends one question per trainable prompt that was
 * criticised. Either all prompts change at once or none changes.
 */
final class PromptRewriting {
    private PromptRewriting() {}

    /** Shows each prompt with its texts of this many past steps. */
    static Proposal propose(StepContext context, int past) {
        List<Proposal.Question> questions = new ArrayList<>();
        int cut = 0;
        for (Node.LlmCall call : context.program().trainable()) {
            if (context.gradients(call.id()).isEmpty()) continue;
            UpdatePrompt prompt = UpdatePrompt.of(context, call, past);
            questions.add(new Proposal.Question(call.id(), prompt.messages()));
            cut += prompt.cutBytes();
        }
        return questions.isEmpty()
                ? new Proposal.Nothing("no gradient says anything")
                : new Proposal.Ask(questions, cut);
    }

    static Rewrite read(StepContext context, Map<String, String> replies) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, String> problems = new TreeMap<>();
        replies.forEach(
                (variable, reply) -> {
                    switch (TaggedText.in(reply, context.phase().tags())) {
                        case TaggedText.Found found -> texts.put(variable, found.text());
                        case TaggedText.Missing missing -> problems.put(variable, missing.reason());
                    }
                });
        return problems.isEmpty()
                ? new Rewrite.Proposed(context.program().withPrompts(texts))
                : new Rewrite.Unusable(problems);
    }

    static String sample(StepContext context, Proposal.Question question) {
        Tags tags = context.phase().tags();
        return tags.start() + "A better prompt for " + question.about() + "." + tags.end();
    }
}
