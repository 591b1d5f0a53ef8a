package metatextgrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.input.Inputs;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmRequestFactory;
import metatextgrad.llm.Message;
import metatextgrad.llm.NoContext;
import metatextgrad.llm.Requester;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.RunId;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;

/** Requests with new texts of a given length, so that none is answered from the cache. */
final class BenchWork {
    /** The requester of direct requests; no stream processor with this name runs. */
    static final Requester ASKER = Requester.META;

    private static final int SHORT = 128;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String[] WORDS =
            "the of a brackets close open order rest words count right left answer every sentence under river stone quickly nobody often paper seven"
                    .split(" ");

    private final Project project =
            Inputs.project("the benchmark's project", DemoTasks.dyck.project());
    private final RunId run = new RunId("bench");
    private final String prefix = "bench-" + COUNT.incrementAndGet() + "-";
    private final List<TaskSubmitted> tasks;

    private BenchWork(int count, int bytes) {
        tasks = texts(count, bytes);
    }

    /** Returns work with short prompts, as in the demo. */
    static BenchWork of(int count) {
        return new BenchWork(count, SHORT);
    }

    /** Returns work with prompts of about this many KiB. */
    static BenchWork of(int count, int kibi) {
        return new BenchWork(count, kibi * 1024);
    }

    int count() {
        return tasks.size();
    }

    /** Returns one task, in a trial of its own, for a program of one call. */
    TaskBatch batch(int call) {
        StepRef stepRef = new StepRef(project.id(), run, new TrialId(prefix + call), 0, 0);
        return new TaskBatch(
                stepRef,
                Split.VAL,
                0,
                1,
                List.of(tasks.get(call)),
                project.seed(),
                project.loop(),
                null,
                null);
    }

    List<TaskBatch> batches() {
        return IntStream.range(0, tasks.size()).mapToObj(this::batch).toList();
    }

    /** Returns the call of an event with this key; -1 if it is none of these. */
    int call(String key) {
        return key.startsWith(prefix) ? Integer.parseInt(key.substring(prefix.length())) : -1;
    }

    /** Returns the same calls as requests to the worker. */
    List<LlmRequest> requests() {
        return IntStream.range(0, tasks.size()).mapToObj(this::request).toList();
    }

    private LlmRequest request(int call) {
        Node.LlmCall node = project.seed().trainable().getFirst();
        StepRef stepRef = new StepRef(project.id(), run, new TrialId(prefix + call), 0, 0);
        return new LlmRequestFactory(ASKER, stepRef, prefix + call, node.id(), 0)
                .request(
                        ModelRole.PROGRAM,
                        project.loop().model(ModelRole.PROGRAM),
                        List.of(
                                Message.system(node.prompt().value()),
                                Message.user(tasks.get(call).input())),
                        "",
                        new NoContext());
    }

    private List<TaskSubmitted> texts(int count, int bytes) {
        RandomGenerator chance = RandomGenerator.of("L64X128MixRandom");
        List<TaskSubmitted> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder(prefix + i);
            while (text.length() < bytes)
                text.append(' ').append(WORDS[chance.nextInt(WORDS.length)]);
            made.add(
                    new TaskSubmitted(
                            project.id(),
                            new TaskId(prefix + i),
                            text.toString(),
                            null,
                            "bench",
                            null,
                            null));
        }
        return made;
    }
}
