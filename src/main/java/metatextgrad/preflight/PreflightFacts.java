package metatextgrad.preflight;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import metatextgrad.candidate.Quotes;
import metatextgrad.intake.TargetSet;
import metatextgrad.llm.EstimatedTokens;
import metatextgrad.llm.Message;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.redact.TargetMask;
import org.jspecify.annotations.Nullable;

/**
 * What a preflight knows without a call. Reads training rows alone. Pure.
 *
 * @param set the form of the right answers
 * @param targets number of different right answers
 * @param named how many of them the prompts of the seed program name
 * @param promptTokens estimated tokens of the longest prompt
 * @param rowTokens estimated tokens of the longest training row
 * @param context tokens that the task model takes; null if unknown
 */
public record PreflightFacts(
        Project project,
        TargetSet set,
        int targets,
        int named,
        long promptTokens,
        long rowTokens,
        @Nullable Integer context) {
    /**
     * Returns the facts about a project with these tasks.
     *
     * @param contexts tokens that models take, by name, as far as known
     */
    public static PreflightFacts of(
            Project project, Collection<TaskSubmitted> tasks, Map<String, Integer> contexts) {
        List<TaskSubmitted> train = PreflightPlan.train(project, tasks);
        List<String> targets =
                train.stream().map(TaskSubmitted::target).filter(Objects::nonNull).toList();
        List<String> different = targets.stream().map(String::strip).distinct().toList();
        List<String> texts = Quotes.texts(project.seed());
        return new PreflightFacts(
                project,
                TargetSet.of(targets),
                different.size(),
                (int)
                        different.stream()
                                .filter(one -> TargetMask.isIn(String.join("\n", texts), one))
                                .count(),
                project.seed().calls().mapToLong(PreflightFacts::tokens).max().orElse(0),
                train.stream().mapToLong(task -> EstimatedTokens.of(task.input())).max().orElse(0),
                contexts.get(project.loop().model(ModelRole.PROGRAM).name()));
    }

    private static long tokens(Node.LlmCall call) {
        return EstimatedTokens.of(List.of(Message.system(call.prompt().value())));
    }

    /** Returns one line for each fact, with its figure. No line names a right answer. */
    public List<String> lines() {
        return List.of(targetLine(), lengthLine());
    }

    private String targetLine() {
        if (targets == 0) return "targets: no training row has a right answer";
        String form =
                set instanceof TargetSet.Pattern && !project.loop().mayShowTargets()
                        ? "pattern: one form"
                        : set.summary();
        return "targets%s: %s; the prompt names %d of %d"
                .formatted(
                        project.loop().mayShowTargets() ? "" : " (private)", form, named, targets);
    }

    private String lengthLine() {
        String model = project.loop().model(ModelRole.PROGRAM).name();
        String lengths =
                String.format(
                        Locale.ROOT,
                        "length: about %,d tokens of prompt, and %,d of the longest training row",
                        promptTokens,
                        rowTokens);
        if (context == null) return lengths + "; the context of `" + model + "` is unknown";
        boolean fits = promptTokens + rowTokens < context;
        return String.format(
                Locale.ROOT,
                fits
                        ? "%s, of %,d that `%s` takes"
                        : "warning: %s, more than the %,d that `%s` takes: shorten the prompt or the rows",
                lengths,
                context,
                model);
    }
}
