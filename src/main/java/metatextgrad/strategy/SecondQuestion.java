package metatextgrad.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.llm.Message;
import metatextgrad.model.Tags;
import metatextgrad.prompt.PromptTemplate;

/**
 * The question after an unusable reply: the first one, and a sentence at its end that describes the
 * reply. It does not show the reply, which models tend to discuss instead of replacing it.
 */
final class SecondQuestion {
    private static final PromptTemplate AGAIN = PromptTemplate.ofReply("again");

    private SecondQuestion() {}

    /**
     * Returns the question.
     *
     * @param what the content between the tags, in words
     */
    static Proposal.Question of(
            StepContext context, Proposal.Question first, String what, String problem) {
        Tags tags = context.phase().tags();
        String sentence =
                AGAIN.fill(
                        Map.of(
                                "what",
                                what,
                                "problem",
                                problem,
                                "start",
                                tags.start(),
                                "end",
                                tags.end()));
        return with(first, sentence);
    }

    /** Returns the question whose reply is a JSON object, by this template. */
    static Proposal.Question inJson(
            Proposal.Question first, PromptTemplate template, String problem) {
        return with(first, template.fill(Map.of("problem", problem)));
    }

    private static Proposal.Question with(Proposal.Question first, String sentence) {
        List<Message> messages = new ArrayList<>(first.messages());
        String request = messages.removeLast().content();
        messages.add(Message.user(request + "\n\n" + sentence));
        return new Proposal.Question(first.about(), messages);
    }
}
