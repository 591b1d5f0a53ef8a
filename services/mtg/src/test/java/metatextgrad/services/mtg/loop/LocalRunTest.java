package metatextgrad.services.mtg.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import metatextgrad.meta.LocalRun;
import metatextgrad.model.AcceptanceRule;
import metatextgrad.model.Aspect;
import metatextgrad.model.LoopSettings;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ModelSpec;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.OptimizerState;
import metatextgrad.model.OptimizerVersion;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.Project;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Reading;
import metatextgrad.model.Reduce;
import metatextgrad.model.RunId;
import metatextgrad.model.RunRequest;
import metatextgrad.model.RunState;
import metatextgrad.model.SnapshotSpec;
import metatextgrad.model.Split;
import metatextgrad.model.SplitShares;
import metatextgrad.model.Tags;
import metatextgrad.model.Task;
import metatextgrad.model.Variable;
import metatextgrad.prompt.PromptTemplate;
import org.junit.jupiter.api.Test;

final class LocalRunTest {
    @Test
    void shouldFindABetterProgramInTheDemoWorld() {
        ProjectId id = new ProjectId("dyck");
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        models.put(ModelRole.PROGRAM, new ModelSpec("sim-student", 0, 2000, 60));
        models.put(ModelRole.BACKWARD, new ModelSpec("sim-critic", 0, 2000, 60));
        models.put(ModelRole.JUDGE, new ModelSpec("sim-judge", 0, 2000, 60));
        models.put(ModelRole.OPTIMIZER, new ModelSpec("sim-optimizer", 1, 2000, 60));
        models.put(ModelRole.META, new ModelSpec("sim-meta", 1, 2000, 60));
        LoopSettings settings = new LoopSettings("token-sequence", Reading.STRICT, "Complete a bracket sequence", models, 3, AcceptanceRule.PAPER, false, .95, .8, 96 * 1024);
        Phase phase = new Phase("tgd", Aspect.PROMPT, 6, PromptTemplate.text("tgd-description"), List.of(), List.of(), 0, 0, Tags.DEFAULT, Reduce.CONCATENATE);
        Program seed = new Program(List.of(new Node.LlmCall("answer", new Variable("You complete sequences of brackets. Think about the sequence, then answer.\nThe last line of your reply has the form `Answer: ` and then the answer.", "the system prompt of a language model that completes bracket sequences", true), List.of("task"), null, false)), "answer");
        Project project = new Project(id, seed, settings, List.of(new OptimizerSpec("tgd", List.of(phase))), 2, SplitShares.DEFAULT);
        List<Task> tasks = new ArrayList<>();
        java.util.Random random = new java.util.Random(1);
        String open = "([{<";
        String close = ")]}>";
        java.util.Set<String> seen = new java.util.TreeSet<>();
        while (tasks.size() < 250) {
            StringBuilder in = new StringBuilder();
            java.util.ArrayDeque<Integer> stack = new java.util.ArrayDeque<>();
            int n = 2 + random.nextInt(30);
            for (int i = 0; i < n; i++) {
                if (!stack.isEmpty() && random.nextBoolean()) in.append(close.charAt(stack.pop())).append(' ');
                else { int k = random.nextInt(4); stack.push(k); in.append(open.charAt(k)).append(' '); }
            }
            if (stack.isEmpty()) continue;
            List<String> target = new ArrayList<>();
            stack.forEach(k -> target.add("" + close.charAt(k)));
            String input = "Complete the rest of the sequence, making sure that the parentheses are closed properly. Input: " + in.toString().strip();
            if (!seen.add(input)) continue;
            String t = String.join(" ", target);
            Split split = tasks.size() < 50 ? Split.TRAIN : tasks.size() < 150 ? Split.VAL : Split.TEST;
            tasks.add(new Task(id, Task.idOf(id, input, t), input, t, "demo", split, null));
        }
        SnapshotSpec snapshot = new SnapshotSpec(id, "demo", 250, SnapshotSpec.hash(tasks.stream().map(Task::id).toList()), SplitShares.DEFAULT);
        LocalRun run = new LocalRun(new SimulatedModel("demo", 1));
        long start = System.nanoTime();
        RunState state = run.run(new RunRequest(new RunId("r1"), project, snapshot, 1), tasks, event -> {
            if (event instanceof OptimizerState step) System.out.println(step.trail().trial() + " " + step.trail().step() + " " + step.decision() + " " + step.reason());
            if (event instanceof OptimizerVersion version) System.out.println(version.verdict() + " " + version.score() + " " + version.spec().taskDescription());
        });
        System.out.println((System.nanoTime() - start) / 1_000_000 + " ms, paid " + run.answers().paid() + " saved " + run.answers().saved());
        state.lines().forEach(line -> System.out.println(line.name() + " val " + line.validation().mean() + " test " + line.test() + "\n" + line.program()));
        assertThat(state.status()).isEqualTo(RunState.Status.FINISHED);
    }
}
