package metatextgrad.strategy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.model.Aspect;
import metatextgrad.model.Node;
import metatextgrad.model.StepOperator;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.model.Tags;
import metatextgrad.prompt.PromptTemplate;

/**
 * Textual gradient descent (METHOD §2.3): one question per trainable prompt that was criticised.
 * All prompts change at once or none does. Gradient memory is a setting of the phase.
 */
public class TextualGradientDescent implements OptimizerStrategy {
    private static final String PURPOSE =
            "rewrites the prompts of the pipeline one by one, from the criticism of each";

    /** Small models forget tags. A JSON object can be required of them by a schema. */
    private static final PromptTemplate AGAIN = PromptTemplate.ofReply("again-text");

    private final String name;
    private final String purpose;
    private final int window;

    /** Creates strategy {@code tgd}: each prompt is rewritten from its gradients alone. */
    public TextualGradientDescent() {
        this("tgd", PURPOSE, 0);
    }

    private TextualGradientDescent(String name, String purpose, int window) {
        this.name = name;
        this.purpose = purpose;
        this.window = window;
    }

    /**
     * Strategy {@code momentum}: each prompt is rewritten from its gradients and its last texts,
     * with the advice to change more where the same criticism recurs.
     */
    public static final class Momentum extends TextualGradientDescent {
        public Momentum() {
            super("momentum", PURPOSE + " and with its past texts in view", 2);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Aspect aspect() {
        return Aspect.PROMPT;
    }

    @Override
    public String purpose() {
        return purpose;
    }

    @Override
    public String taskDescription() {
        return PromptTemplate.text("tgd-description");
    }

    @Override
    public int momentum() {
        return window;
    }

    @Override
    public boolean hasOperators() {
        return true;
    }

    @Override
    public ReplyFormat replyFormat(StepOperator operator, int attempt) {
        if (isContrast(operator)) return ReplyFormat.RULE;
        return attempt == 0 ? ReplyFormat.TEXT : ReplyFormat.REWRITE;
    }

    private static boolean isContrast(StepOperator operator) {
        return operator.kind() == Kind.CONTRAST || operator.kind() == Kind.RULE_AND_EXAMPLES;
    }

    @Override
    public Proposal propose(StepContext context) {
        int past = window == 0 ? 0 : context.phase().momentum();
        return switch (context.operator().kind()) {
            case REVISE ->
                    PromptQuestions.of(context, call -> UpdatePrompt.of(context, call, past));
            case REWRITE -> PromptQuestions.ofAll(context, UpdatePrompt::uncriticised);
            case INJECT -> PromptQuestions.ofAll(context, OperatorPrompt::inject);
            case CONSOLIDATE -> PromptQuestions.ofAll(context, OperatorPrompt::consolidate);
            case ABLATE -> Ablation.of(context);
            case DEMONSTRATE -> LabelledDemos.of(context);
            case CONTRAST, RULE_AND_EXAMPLES -> ContrastRule.ask(context);
            case ROLE_AND_CONSTRAINTS ->
                    PromptQuestions.ofAll(context, OperatorPrompt::roleAndConstraints);
            case APPLY -> AppliedCritiques.of(context);
        };
    }

    @Override
    public Rewrite read(StepContext context, Map<String, String> replies) {
        return isContrast(context.operator())
                ? ContrastRule.read(context, replies)
                : texts(context, replies);
    }

    private static Rewrite texts(StepContext context, Map<String, String> replies) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, String> problems = new TreeMap<>();
        replies.forEach(
                (variable, reply) -> {
                    String current = current(context, variable);
                    String shown = WorkedExamples.removedFrom(current);
                    switch (PromptReply.in(reply, context.phase().tags(), shown)) {
                        case PromptReply.Changed changed ->
                                texts.put(variable, withExamples(current, changed.text()));
                        case PromptReply.Unchanged same ->
                                texts.put(variable, withExamples(current, same.text()));
                        case PromptReply.Missing missing ->
                                problems.put(variable, missing.reason());
                    }
                });
        return problems.isEmpty()
                ? new Rewrite.Proposed(context.program().withPrompts(texts))
                : new Rewrite.Unusable(problems);
    }

    /** Worked examples are data: a new text without any keeps those of the present one. */
    private static String withExamples(String current, String text) {
        List<String> examples = WorkedExamples.in(current).examples();
        return WorkedExamples.in(text).examples().isEmpty()
                ? new WorkedExamples(text, examples).text()
                : text;
    }

    private static String current(StepContext context, String variable) {
        return context.program().node(variable) instanceof Node.LlmCall call
                ? call.prompt().value()
                : "";
    }

    @Override
    public Proposal.Question again(
            StepContext context, Proposal.Question question, String problem) {
        boolean contrast = isContrast(context.operator());
        return SecondQuestion.inJson(question, contrast ? ContrastRule.AGAIN : AGAIN, problem);
    }

    @Override
    public String sample(StepContext context, Proposal.Question question) {
        if (isContrast(context.operator())) return ContrastRule.SAMPLE;
        Tags tags = context.phase().tags();
        return tags.start() + "A better prompt for " + question.about() + "." + tags.end();
    }
}
