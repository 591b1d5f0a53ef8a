package metatextgrad.cli.runs;

import metatextgrad.llm.EstimatedTokens;
import metatextgrad.model.Node;
import metatextgrad.model.Program;

/** How long the prompts of a program are: each answer is billed with them. Pure. */
final class PromptSize {
    private PromptSize() {}

    /** Returns an estimate of the tokens of all prompts. */
    static long tokens(Program program) {
        return program.calls()
                .map(Node.LlmCall::prompt)
                .mapToLong(prompt -> EstimatedTokens.of(prompt.value()))
                .sum();
    }

    /** Returns a line about the prompts before and after. */
    static String line(Program before, Program after) {
        return "prompt: %s characters instead of %s, about %s tokens instead of %s"
                .formatted(
                        after.promptLength(), before.promptLength(), tokens(after), tokens(before));
    }
}
