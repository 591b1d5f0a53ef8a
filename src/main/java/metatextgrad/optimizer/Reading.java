package metatextgrad.optimizer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.Failure;
import metatextgrad.model.Program;
import metatextgrad.optimizer.ProposalCheck.Problem;
import metatextgrad.strategy.OptimizerStrategy;
import metatextgrad.strategy.Proposal;
import metatextgrad.strategy.Rewrite;
import metatextgrad.strategy.StepContext;
import org.jspecify.annotations.Nullable;

/**
 * What the replies to all questions of a step give. Pure.
 *
 * @param program the proposal; without meaning if there are problems
 * @param problems of the replies that cannot be used, by the subject of the question
 */
record Reading(Program program, Map<String, Problem> problems) {
    static Reading of(
            OptimizerStrategy strategy,
            StepContext context,
            ProposalCheck check,
            Proposal.Ask ask,
            Map<String, LlmResponse> replies) {
        Map<String, String> texts = new TreeMap<>();
        replies.forEach((about, reply) -> texts.put(about, reply.text()));
        return switch (strategy.read(context, texts)) {
            case Rewrite.Proposed(Program program) ->
                    new Reading(program, check.of(program, ask.questions()));
            case Rewrite.Unusable unusable -> {
                Map<String, Problem> problems = new TreeMap<>();
                unusable.problems()
                        .forEach((about, problem) -> problems.put(about, new Problem(problem)));
                replies.forEach(
                        (about, reply) -> {
                            Failure failure = reply.failure();
                            if (failure != null)
                                problems.put(about, new Problem(failure.message()));
                        });
                // The others are checked one by one: each bad reply is asked for again at once.
                for (Proposal.Question question : ask.questions()) {
                    String about = question.about();
                    if (problems.containsKey(about)) continue;
                    Map<String, String> alone = Map.of(about, texts.getOrDefault(about, ""));
                    if (strategy.read(context, alone) instanceof Rewrite.Proposed one)
                        problems.putAll(check.of(one.program(), List.of(question)));
                }
                yield new Reading(context.program(), problems);
            }
        };
    }

    boolean isUsable() {
        return problems.isEmpty();
    }

    /**
     * Returns the failure that ends the trial; null if none does.
     *
     * @param isRace whether the trial is one step of a race: what no model answered ends it too,
     *     since it would count as a step without a gain
     */
    static @Nullable Failure over(Map<String, LlmResponse> replies, boolean isRace) {
        return replies.values().stream()
                .flatMap(reply -> Stream.ofNullable(reply.failure()))
                .filter(
                        failure ->
                                failure instanceof Failure.EndsTrial
                                        || (isRace && failure instanceof Failure.Infrastructure))
                .findFirst()
                .orElse(null);
    }
}
