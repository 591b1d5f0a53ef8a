package metatextgrad.services.mtg;

import java.util.List;
import java.util.stream.IntStream;
import metatextgrad.llm.Asker;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.Message;
import metatextgrad.llm.NoContext;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.Project;
import metatextgrad.model.RunId;
import metatextgrad.model.Split;
import metatextgrad.model.Task;
import metatextgrad.model.TaskBatch;
import metatextgrad.model.Trail;
import metatextgrad.model.TrialId;

/** The demo's bracket tasks, no two alike, so that every ask is a call of its own. */
final class BenchWork {
    private static final String PREFIX = "bench-";

    private final Project project =
            Inputs.project("the benchmark's project", DemoTask.dyck.project());
    private final RunId run = new RunId("bench");
    private final List<Task> tasks;

    BenchWork(int count, long seed) {
        tasks = DemoTask.dyck.generator().generate(project.id(), "bench", count, seed);
    }

    /** One task, under a trial of its own, for a program of one call. */
    TaskBatch batch(int call) {
        Trail trail = new Trail(project.id(), run, new TrialId(PREFIX + call), 0, 0);
        return new TaskBatch(
                trail,
                Split.VAL,
                0,
                1,
                List.of(tasks.get(call)),
                project.seed(),
                project.loop(),
                null,
                null);
    }

    /** Which call an event with this key belongs to. */
    static int call(String key) {
        return Integer.parseInt(key.substring(PREFIX.length()));
    }

    /** The same calls as the worker is asked for them. */
    List<LlmRequest> requests() {
        Node.LlmCall node = project.seed().trainable().getFirst();
        return IntStream.range(0, tasks.size())
                .mapToObj(
                        call ->
                                new LlmRequest(
                                        project.id(),
                                        run,
                                        Asker.CANDIDATE,
                                        PREFIX + call,
                                        0,
                                        node.id(),
                                        0,
                                        0,
                                        ModelRole.PROGRAM,
                                        project.loop().model(ModelRole.PROGRAM),
                                        List.of(
                                                Message.system(node.prompt().value()),
                                                Message.user(tasks.get(call).input())),
                                        0,
                                        "",
                                        new NoContext()))
                .toList();
    }
}
