package metatextgrad.strategy;

import java.util.List;
import java.util.Map;
import metatextgrad.candidate.SpecRules;
import metatextgrad.json.Json;
import metatextgrad.json.ReplyText;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.model.Aspect;
import metatextgrad.model.Program;
import metatextgrad.model.StepOperator;
import metatextgrad.model.Tags;
import metatextgrad.prompt.PromptTemplate;

/**
 * Rewrites the whole program in the manner of ADAS (METHOD §§1.5, 2.3). Each step sends one
 * question. The reply replaces nodes and prompts, so prompts tuned earlier are lost. A program is
 * data and is checked before it costs a call. After an invalid reply the question is sent once
 * more, with the list of errors.
 */
public final class AdasRewriting implements OptimizerStrategy {
    private static final String ABOUT = "program";

    @Override
    public String name() {
        return "adas";
    }

    @Override
    public Aspect aspect() {
        return Aspect.STRUCTURE;
    }

    @Override
    public String purpose() {
        return "rewrites the whole pipeline, its nodes and their prompts, and so overwrites prompts tuned before";
    }

    @Override
    public String step() {
        return OptimizerStrategy.super.step()
                + " A pipeline consists of nodes of four types: llm calls a model with a prompt, split cuts a text into parts, aggregate joins texts, and extract takes out a part of a text by a pattern.";
    }

    @Override
    public String taskDescription() {
        return PromptTemplate.text("adas-description");
    }

    @Override
    public ReplyFormat replyFormat(StepOperator operator, int attempt) {
        return ReplyFormat.PROGRAM;
    }

    @Override
    public Proposal propose(StepContext context) {
        boolean silent = context.items().stream().allMatch(item -> item.gradients().isEmpty());
        if (silent) return new Proposal.Nothing("no critique wants a change");
        StructurePrompt prompt = StructurePrompt.of(context);
        return new Proposal.Ask(
                List.of(new Proposal.Question(ABOUT, prompt.messages())), prompt.cutBytes());
    }

    @Override
    public Rewrite read(StepContext context, Map<String, String> replies) {
        String reply = replies.getOrDefault(ABOUT, "");
        return switch (ProgramReply.in(reply, context.phase().tags(), context.program())) {
            case ProgramReply.Found found -> checked(found.program());
            case ProgramReply.Missing missing -> unusable(missing.reason());
        };
    }

    @Override
    public Proposal.Question again(
            StepContext context, Proposal.Question question, String problem) {
        return SecondQuestion.of(
                context, question, "the whole new pipeline as one JSON object", problem);
    }

    @Override
    public String sample(StepContext context, Proposal.Question question) {
        Tags tags = context.phase().tags();
        return tags.start() + Json.write(context.program()) + tags.end();
    }

    private static Rewrite checked(Program program) {
        List<String> errors = SpecRules.check(program);
        if (!errors.isEmpty()) return unusable(String.join("; ", errors));
        if (program.trainable().isEmpty()) return unusable("no prompt is trainable");
        if (!ReplyText.encodable(Json.write(program)))
            return unusable("a text ends in half of a character");
        return new Rewrite.Proposed(SpecRules.ordered(program));
    }

    private static Rewrite unusable(String problem) {
        return new Rewrite.Unusable(Map.of(ABOUT, problem));
    }
}
