package metatextgrad.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.model.Aspect;
import metatextgrad.model.Node;
import metatextgrad.model.Tags;
import metatextgrad.prompt.PromptTemplate;

/**
 * Bounded edits (the idea is SkillOpt's): one question per trainable prompt that was criticised.
 * The reply is a short list of edits, each with an exact quote of the text it changes. All text
 * that no edit quotes stays as it is. Edits that do not fit, and those of a rejected step, are
 * shown in the next requests. A race has no memory of earlier steps, so it shows none.
 */
public final class BoundedEdits implements OptimizerStrategy {
    /** Of how many past steps the refused edits are shown. */
    private static final int WINDOW = 5;

    @Override
    public String name() {
        return "edits";
    }

    @Override
    public Aspect aspect() {
        return Aspect.PROMPT;
    }

    @Override
    public String purpose() {
        return "changes each criticised prompt of the pipeline by at most "
                + EditReply.MOST
                + " edits, each with an exact quote of the text it changes, and leaves the rest as it is";
    }

    @Override
    public String taskDescription() {
        return PromptTemplate.text("edits-description");
    }

    @Override
    public int refusalWindow() {
        return WINDOW;
    }

    @Override
    public Proposal propose(StepContext context) {
        return PromptQuestions.of(context, call -> UpdatePrompt.ofEdits(context, call, WINDOW));
    }

    @Override
    public Rewrite read(StepContext context, Map<String, String> replies) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, String> problems = new TreeMap<>();
        replies.forEach(
                (variable, reply) -> {
                    switch (edits(context, variable, reply)) {
                        case EditReply.Edited edited -> texts.put(variable, edited.text());
                        case EditReply.Missing missing -> problems.put(variable, missing.reason());
                    }
                });
        return problems.isEmpty()
                ? new Rewrite.Proposed(context.program().withPrompts(texts))
                : new Rewrite.Unusable(problems);
    }

    @Override
    public Map<String, List<String>> refused(
            StepContext context, Map<String, String> replies, boolean rejected) {
        Map<String, List<String>> refused = new TreeMap<>();
        replies.forEach(
                (variable, reply) ->
                        refused.put(
                                variable,
                                switch (edits(context, variable, reply)) {
                                    case EditReply.Edited edited -> refused(edited, rejected);
                                    case EditReply.Missing missing -> missing.refused();
                                }));
        return refused;
    }

    private static List<String> refused(EditReply.Edited edited, boolean rejected) {
        List<String> refused = new ArrayList<>(edited.refused());
        if (!rejected) return refused;
        for (String edit : edited.applied())
            refused.add(EditReply.withReason(edit, "the text did not score higher with it"));
        return refused;
    }

    @Override
    public Proposal.Question again(
            StepContext context, Proposal.Question question, String problem) {
        return SecondQuestion.of(
                context, question, "the edits, each with an exact quote of the text,", problem);
    }

    @Override
    public String sample(StepContext context, Proposal.Question question) {
        Tags tags = context.phase().tags();
        return tags.start()
                + "<EDIT><INSERT_AFTER>"
                + current(context, question.about())
                + "</INSERT_AFTER><TEXT>Read the whole input first.</TEXT></EDIT>"
                + tags.end();
    }

    private static EditReply edits(StepContext context, String variable, String reply) {
        return EditReply.in(reply, context.phase().tags(), current(context, variable));
    }

    private static String current(StepContext context, String variable) {
        return context.program().node(variable) instanceof Node.LlmCall call
                ? call.prompt().value()
                : "";
    }
}
