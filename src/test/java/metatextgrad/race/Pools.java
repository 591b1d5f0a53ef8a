package metatextgrad.race;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.ProgramId;
import metatextgrad.model.Score;
import metatextgrad.model.TaskId;
import metatextgrad.model.Variable;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.statistics.ScoreAggregation;

/** Programs with scores, for tests. */
final class Pools {
    private Pools() {}

    /** Returns a chain of calls with these prompts. */
    static Program program(String... prompts) {
        List<Node> nodes = new ArrayList<>();
        String input = Node.TASK;
        for (String prompt : prompts) {
            String id = "node-" + nodes.size();
            Variable variable = new Variable(prompt, "the prompt of " + id, true);
            nodes.add(new Node.LlmCall(id, variable, List.of(input), null, false));
            input = id;
        }
        return new Program(nodes, input);
    }

    /** Returns a program with these scores, a digit per item: 1 is right, 0 is wrong. */
    static ScoredProgram scored(String scores, Program program, Program... parents) {
        List<ItemOutcome> outcomes = new ArrayList<>();
        for (char score : scores.toCharArray())
            outcomes.add(
                    new ItemOutcome(
                            new TaskId("task-" + outcomes.size()),
                            score == '1' ? Score.CORRECT : Score.WRONG,
                            null));
        List<ProgramId> ids = Stream.of(parents).map(Program::id).toList();
        return new ScoredProgram(
                program,
                0,
                ids,
                ScoreAggregation.of(outcomes.stream().map(ItemOutcome::score).toList()),
                outcomes);
    }
}
