package metatextgrad.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import metatextgrad.candidate.SpecRules;
import metatextgrad.model.Cost;
import metatextgrad.model.Gradient;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.Slot;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.GradientComputed;

/**
 * Runs every step of an optimizer with scripted replies instead of a model (METHOD §4.6). Each
 * phase must send a question (unless its strategy sends none), read the reply and leave a valid
 * program for the next step. A dry run makes no model calls. Pure if the strategies are pure.
 */
public final class DryRun {
    private static final int CONTEXT_BYTES = 96 * 1024;
    private static final StepRef NOWHERE =
            new StepRef(new ProjectId("dry"), new RunId("dry"), new TrialId("dry"), 1, 0);

    private DryRun() {}

    /** Returns the first problem with its step; empty if there is none. */
    public static Optional<String> check(OptimizerSpec spec, Program seed) {
        Program program = seed;
        for (int step = 1; step <= spec.steps(); step++) {
            Phase phase = spec.phase(step);
            List<GradientComputed> items = items(program);
            switch (step(
                    new StepContext(phase, program, items, List.of(), Map.of(), CONTEXT_BYTES))) {
                case Rewrite.Proposed proposed -> program = proposed.program();
                case Rewrite.Unusable unusable -> {
                    return Optional.of(
                            "step %s of `%s` does not run: %s"
                                    .formatted(
                                            step,
                                            phase.strategy(),
                                            String.join("; ", unusable.problems().values())));
                }
            }
        }
        return Optional.empty();
    }

    /** Runs a step. A strategy may be a user's code, so any exception is reported as a problem. */
    private static Rewrite step(StepContext context) {
        try {
            Rewrite rewrite = rewritten(context);
            if (!(rewrite instanceof Rewrite.Proposed proposed)) return rewrite;
            List<String> errors = SpecRules.check(proposed.program());
            return errors.isEmpty() ? rewrite : unusable(String.join("; ", errors));
        } catch (RuntimeException e) {
            return unusable(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static Rewrite rewritten(StepContext context) {
        OptimizerStrategy strategy = Strategies.named(context.phase().strategy());
        return switch (strategy.propose(context)) {
            case Proposal.Offer offer -> new Rewrite.Proposed(offer.program());
            case Proposal.Nothing nothing ->
                    strategy.sendsQuestions()
                            ? unusable(nothing.reason())
                            : new Rewrite.Proposed(context.program());
            case Proposal.Ask ask -> {
                Map<String, String> replies = new TreeMap<>();
                for (Proposal.Question question : ask.questions())
                    replies.put(question.about(), strategy.sample(context, question));
                yield strategy.read(context, replies);
            }
        };
    }

    /** Returns one item with a criticism of each of its prompts. */
    private static List<GradientComputed> items(Program program) {
        List<Gradient> gradients = new ArrayList<>();
        for (Node call : program.trainable())
            gradients.add(
                    new Gradient(call.id(), "a critique", "an input", "an output", "answer", ""));
        return List.of(
                new GradientComputed(
                        NOWHERE,
                        new Slot(Split.TRAIN, 0),
                        new TaskId("dry"),
                        program.id(),
                        Score.WRONG,
                        gradients,
                        List.of(),
                        0,
                        Cost.NONE,
                        null));
    }

    private static Rewrite unusable(String problem) {
        return new Rewrite.Unusable(Map.of("step", problem));
    }
}
