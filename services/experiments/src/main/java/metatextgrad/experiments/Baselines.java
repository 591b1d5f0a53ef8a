package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.model.Node;
import metatextgrad.model.Program;
import metatextgrad.model.Variable;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.prompt.PromptTemplate;
import metatextgrad.statistics.Seeds;

/** Programs without a search, which a team would try first (METHOD §5.2). Pure. */
final class Baselines {
    /** As in the table of the paper: eight examples, eight answers. */
    static final int MANY = 8;

    private static final PromptTemplate FEW_SHOT = PromptTemplate.named("few-shot");
    private static final PromptTemplate DRAFT = PromptTemplate.named("best-of-draft");
    private static final String SELECT = "select";

    private Baselines() {}

    /** Returns the seed program with examples at the end of the prompt of the answering call. */
    static Program fewShot(Program seed, List<TaskSubmitted> train, Seeds random) {
        int[] order = random.permutation(train.size());
        List<Map<String, String>> examples = new ArrayList<>();
        for (int i = 0; i < Math.min(MANY, order.length); i++) {
            TaskSubmitted task = train.get(order[i]);
            examples.add(Map.of("input", task.input(), "target", String.valueOf(task.target())));
        }
        Node.LlmCall last = answering(seed);
        String prompt =
                FEW_SHOT.fill(Map.of("prompt", last.prompt().value(), "examples", examples));
        return seed.withPrompts(Map.of(last.id(), prompt.strip()));
    }

    /**
     * Runs the answering call of the seed program several times, each with a prompt that numbers
     * its draft. A further call reads the task and all drafts and gives the answer. The program has
     * more nodes than an optimizer may write.
     */
    static Program bestOf(Program seed) {
        Node.LlmCall last = answering(seed);
        List<Node> nodes = new ArrayList<>(seed.nodes());
        nodes.remove(last);
        List<String> inputs = new ArrayList<>(List.of(Node.TASK));
        for (int i = 1; i <= MANY; i++) {
            Map<String, String> values =
                    Map.of("prompt", last.prompt().value(), "number", "" + i, "of", "" + MANY);
            Variable prompt = last.prompt().withValue(DRAFT.fill(values));
            String id = "draft-" + i;
            nodes.add(new Node.LlmCall(id, prompt, last.inputs(), last.template(), last.each()));
            inputs.add(id);
        }
        Variable chooser =
                new Variable(
                        PromptTemplate.text("best-of-select"),
                        "the system prompt of a call that picks one of several answers",
                        false);
        nodes.add(new Node.LlmCall(SELECT, chooser, inputs, null, false));
        return new Program(nodes, SELECT);
    }

    /**
     * Returns the call whose text is the answer, or the last one before the node that extracts the
     * answer.
     */
    private static Node.LlmCall answering(Program program) {
        List<Node.LlmCall> calls = program.calls().toList();
        return calls.stream()
                .filter(call -> call.id().equals(program.output()))
                .findFirst()
                .orElseGet(calls::getLast);
    }
}
