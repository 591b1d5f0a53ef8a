package metatextgrad.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.llm.Message;
import metatextgrad.model.Gradient;
import metatextgrad.model.Node;
import metatextgrad.model.Reduce;
import metatextgrad.prompt.PromptTemplate;

/** Merges the gradients of a batch into one summary per variable (METHOD §2.4 kind 7). */
public final class GradientReducer {
    private static final Message SYSTEM = Message.system(PromptTemplate.text("reduce-system"));
    private static final PromptTemplate REDUCE = PromptTemplate.named("reduce");

    private GradientReducer() {}

    /**
     * Returns one question per variable with two or more gradients; none if the phase concatenates,
     * or if the step does not use its critiques or sends no questions that would show summaries.
     */
    public static List<Proposal.Question> questions(StepContext context) {
        if (context.phase().reduce() == Reduce.CONCATENATE) return List.of();
        if (!Strategies.sendsQuestions(context.phase().strategy())) return List.of();
        if (!context.operator().kind().showsCritiques()) return List.of();
        List<Proposal.Question> questions = new ArrayList<>();
        for (Node.LlmCall call : context.program().trainable()) {
            List<Gradient> gradients = context.gradients(call.id());
            if (gradients.size() > 1)
                questions.add(new Proposal.Question(call.id(), messages(call, gradients)));
        }
        return questions;
    }

    private static List<Message> messages(Node.LlmCall call, List<Gradient> gradients) {
        List<Map<String, String>> feedback =
                gradients.stream().map(g -> Map.of("text", g.text())).toList();
        return List.of(
                SYSTEM,
                Message.user(
                        REDUCE.fill(Map.of("role", call.prompt().role(), "feedback", feedback))));
    }
}
