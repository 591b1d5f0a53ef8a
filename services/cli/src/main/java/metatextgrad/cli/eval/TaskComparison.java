package metatextgrad.cli.eval;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmResponse;
import metatextgrad.local.LocalAnswers;
import metatextgrad.local.LocalRun;
import metatextgrad.model.Cost;
import metatextgrad.model.Failure;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;

/**
 * One task with the answers of two programs, each scored as the services score them. A call that
 * both programs make is made once.
 *
 * @param now of the program of the project file
 * @param before of the baseline
 * @param billed cost of the calls that were made
 */
record TaskComparison(TaskId task, TextualLoss now, TextualLoss before, Cost billed) {
    /** The same for both programs: a varying model draws alike for both. */
    private static final TrialId TRIAL = new TrialId("eval");

    /** How many lines of progress there are. */
    private static final int PARTS = 10;

    /**
     * Compares two programs on tasks. Blocks until all are scored.
     *
     * @param model thread-safe
     * @param inFlight how many tasks are scored at a time
     * @return a comparison of each task, in their order
     */
    static List<TaskComparison> of(
            Project project,
            Program baseline,
            List<TaskSubmitted> tasks,
            LanguageModel model,
            int inFlight,
            Consumer<String> progress) {
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        Math.min(inFlight, tasks.size()), Thread.ofVirtual().factory());
        try {
            List<Future<TaskComparison>> open = new ArrayList<>();
            for (int i = 0; i < tasks.size(); i++) {
                int slot = i;
                open.add(
                        threads.submit(() -> one(project, baseline, tasks.get(slot), slot, model)));
            }
            List<TaskComparison> scored = new ArrayList<>();
            int part = Math.ceilDiv(tasks.size(), PARTS);
            for (Future<TaskComparison> next : open) {
                scored.add(next.get());
                if (scored.size() % part == 0)
                    progress.accept("%d of %d tasks scored".formatted(scored.size(), tasks.size()));
            }
            return scored;
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException problem
                    ? problem
                    : new IllegalStateException("a task cannot be scored", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Whether both answers have a score. */
    boolean hasBoth() {
        return now.score().counts() && before.score().counts();
    }

    /** Returns why an answer has no score; null if both have one. */
    @Nullable Failure failure() {
        if (!now.score().counts()) return now.failure();
        return before.score().counts() ? null : before.failure();
    }

    private static TaskComparison one(
            Project project, Program baseline, TaskSubmitted task, int slot, LanguageModel model) {
        LocalRun services = new LocalRun(new LocalAnswers(model));
        List<Cost> billed = new ArrayList<>();
        Consumer<LlmResponse> bill =
                answer -> {
                    if (answer.billed()) billed.add(answer.cost());
                };
        TextualLoss now = score(project, project.seed(), task, slot, services, bill);
        TextualLoss before = score(project, baseline, task, slot, services, bill);
        Cost cost = billed.stream().reduce(Cost.NONE, Cost::plus);
        return new TaskComparison(task.id(), now, before, cost);
    }

    private static TextualLoss score(
            Project project,
            Program program,
            TaskSubmitted task,
            int slot,
            LocalRun services,
            Consumer<LlmResponse> answers) {
        StepRef place = new StepRef(project.id(), new RunId("eval"), TRIAL, 0, 0);
        LoopSettings settings = project.loop();
        TaskBatch batch =
                new TaskBatch(
                        place,
                        Split.TEST,
                        slot,
                        slot + 1,
                        List.of(task),
                        program,
                        settings,
                        null,
                        null);
        AtomicReference<@Nullable TextualLoss> scored = new AtomicReference<>();
        services.play(
                batch,
                List.of(),
                event -> {
                    if (event instanceof LlmResponse answer) answers.accept(answer);
                    if (event instanceof TextualLoss loss) scored.set(loss);
                });
        return requireNonNull(scored.get(), "a batch ends with a score");
    }
}
