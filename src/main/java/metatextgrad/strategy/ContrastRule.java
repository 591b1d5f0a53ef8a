package metatextgrad.strategy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import metatextgrad.json.ReplyJson;
import metatextgrad.llm.Message;
import metatextgrad.model.Gradient;
import metatextgrad.model.Node;
import metatextgrad.model.Phase;
import metatextgrad.model.StepOperator.Kind;
import metatextgrad.prompt.PromptTemplate;

/**
 * Contrast: one request shows several wrong answers beside the right ones, and requests the rule
 * between them. The rule is added to the prompt, and the rest of the prompt stays. A critique of a
 * single wrong answer would lose what the answers have in common.
 */
final class ContrastRule {
    private static final PromptTemplate SYSTEM = PromptTemplate.named("contrast-system");
    private static final PromptTemplate CONTRAST = PromptTemplate.named("contrast");

    static final PromptTemplate AGAIN = PromptTemplate.ofReply("contrast-again");

    /** A reply as any model could give it. */
    static final String SAMPLE =
            "{\"difference\": \"a form\", \"rule\": \"Give the answer in this form.\"}";

    /** The field of the reply that becomes a part of the prompt. */
    private static final String RULE = "rule";

    /** A longer text is no rule. */
    private static final int MAX_TEXT = 1_500;

    private ContrastRule() {}

    static Proposal ask(StepContext context) {
        if (context.answers().stream().allMatch(LabelledAnswer::isRight))
            return new Proposal.Nothing("no answer of the batch is wrong");
        return LabelledDemos.answering(context)
                .<Proposal>map(
                        call ->
                                new Proposal.Ask(
                                        List.of(
                                                new Proposal.Question(
                                                        call.id(), messages(context, call))),
                                        0))
                .orElseGet(
                        () ->
                                new Proposal.Nothing(
                                        "no call with a trainable prompt gives the answer"));
    }

    /** Reads the rules of replies, and adds each to its prompt. */
    static Rewrite read(StepContext context, Map<String, String> replies) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, String> problems = new TreeMap<>();
        replies.forEach(
                (variable, reply) ->
                        rule(reply)
                                .ifPresentOrElse(
                                        rule -> texts.put(variable, text(context, variable, rule)),
                                        () ->
                                                problems.put(
                                                        variable,
                                                        "there is no JSON object with the field `"
                                                                + RULE
                                                                + "`")));
        return problems.isEmpty()
                ? new Rewrite.Proposed(context.program().withPrompts(texts))
                : new Rewrite.Unusable(problems);
    }

    private static Optional<String> rule(String reply) {
        return ReplyJson.field(reply, RULE).filter(rule -> rule.length() <= MAX_TEXT);
    }

    private static String text(StepContext context, String variable, String rule) {
        if (!(context.program().node(variable) instanceof Node.LlmCall call)) return rule;
        WorkedExamples present = WorkedExamples.in(call.prompt().value());
        String prompt =
                present.prompt().contains(rule) ? present.prompt() : present.prompt() + "\n" + rule;
        String text = new WorkedExamples(prompt, present.examples()).text();
        return context.operator().kind() == Kind.RULE_AND_EXAMPLES
                ? LabelledDemos.added(context, call, text)
                : text;
    }

    private static List<Message> messages(StepContext context, Node.LlmCall call) {
        Phase phase = context.phase();
        Map<String, Object> values = new TreeMap<>();
        values.put("description", phase.taskDescription());
        values.put("role", call.prompt().role());
        values.put("value", WorkedExamples.removedFrom(call.prompt().value()));
        values.put("rows", rows(context, call));
        PromptParts.targetSet(values, context);
        PromptParts.rules(values, phase);
        return List.of(
                Message.system(SYSTEM.fill(values)),
                Message.user(CONTRAST.repliedIn(phase.tags()).fill(values)));
    }

    /** Wrong answers come first; right ones show what the rule must keep. */
    private static List<Map<String, String>> rows(StepContext context, Node.LlmCall call) {
        List<Gradient> answers =
                context.answers().stream()
                        .sorted(Comparator.comparing(LabelledAnswer::isRight))
                        .map(one -> one.uncriticised(call.id()))
                        .toList();
        return PromptParts.fitted(context, answers).stream()
                .map(FittedContext::gradient)
                .map(
                        one ->
                                Map.of(
                                        "input", one.input(),
                                        "output", one.output(),
                                        "expected", one.expected()))
                .toList();
    }
}
