package metatextgrad.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import metatextgrad.json.ReplyJson;
import metatextgrad.llm.Message;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.prompt.PromptTemplate;
import metatextgrad.strategy.OptimizerRules;

/**
 * Proposes a better task description for one optimizer from one drawn training pair (METHOD §1.4).
 * The request of the paper's search never shows scores, past proposals, gradients or failures.
 */
final class MetaPromptOptimizer {
    private static final String FIELD = "improved_task_description";

    /** What the request shows as the value of the field. Small models send such texts back. */
    private static final String PLACEHOLDER = "the new task description";

    private static final String NO_DESCRIPTION =
            "it has no JSON object with a text in the field " + FIELD;
    private static final PromptTemplate REQUEST = PromptTemplate.named("meta-prompt");

    private MetaPromptOptimizer() {}

    /**
     * Builds the request.
     *
     * @param number the phase whose description is improved, counted from 0
     * @param problem the error in the last reply; empty at the first attempt
     */
    static List<Message> request(
            OptimizerSpec best,
            int number,
            String questionType,
            TaskSubmitted drawn,
            String problem) {
        String reference = OptimizerText.of(best);
        return request(best, reference, number, questionType, drawn, problem, RaceHistory.NONE);
    }

    /** Builds the request of a race, which also shows what the race has shown so far. */
    static List<Message> request(
            OptimizerSpec best,
            int number,
            String questionType,
            TaskSubmitted drawn,
            String problem,
            RaceHistory history) {
        String reference = OptimizerText.inRace(best);
        return request(best, reference, number, questionType, drawn, problem, history);
    }

    private static List<Message> request(
            OptimizerSpec best,
            String reference,
            int number,
            String questionType,
            TaskSubmitted drawn,
            String problem,
            RaceHistory history) {
        Phase phase = best.phases().get(number);
        String target = drawn.target();
        Map<String, Object> values = new TreeMap<>();
        values.put("aspect", phase.aspect().name().toLowerCase(Locale.ROOT));
        values.put("reference", reference);
        values.put("questionType", questionType);
        values.put("question", drawn.input());
        values.put("answer", target == null ? "" : target);
        values.put("description", phase.taskDescription());
        values.put("complaint", problem.isEmpty() ? List.of() : List.of(Map.of("text", problem)));
        values.put("history", history.tried().isEmpty() ? List.of() : List.of(Map.of()));
        values.put("tried", history.triedRows());
        values.put("earlier", history.compared().isEmpty() ? List.of() : List.of(Map.of()));
        values.put("compared", history.comparedRows());
        values.put("failures", history.missed().isEmpty() ? List.of() : List.of(Map.of()));
        values.put("missed", history.missedRows());
        return List.of(Message.user(REQUEST.fill(values)));
    }

    /**
     * Returns the optimizer that the reply proposes: the best one with only the task description of
     * this phase replaced, literally, apart from passages that it copies from a question: they are
     * cut out. The result must pass the checks of METHOD §4.6.
     */
    static ParsedProposal read(OptimizerSpec best, int number, String reply, TextRules rules) {
        Optional<String> description =
                ReplyJson.field(reply, FIELD)
                        .filter(text -> !text.strip().equalsIgnoreCase(PLACEHOLDER));
        if (description.isEmpty()) return new ParsedProposal.Invalid(List.of(NO_DESCRIPTION));
        OptimizerSpec spec =
                best.withTaskDescription(number, rules.withoutCopies(description.get(), best));
        List<String> strategies = best.phases().stream().map(Phase::strategy).toList();
        List<String> problems =
                new ArrayList<>(OptimizerRules.check(spec, strategies, best.steps()));
        problems.addAll(rules.problems(spec, List.of(best)));
        return problems.isEmpty()
                ? new ParsedProposal.Valid(spec)
                : new ParsedProposal.Invalid(problems);
    }
}
