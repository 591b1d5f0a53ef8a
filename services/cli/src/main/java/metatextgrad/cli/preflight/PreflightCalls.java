package metatextgrad.cli.preflight;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import metatextgrad.llm.LanguageModel;
import metatextgrad.local.LocalAnswers;
import metatextgrad.local.LocalRun;
import metatextgrad.model.RunId;
import metatextgrad.model.Split;
import metatextgrad.model.StepRef;
import metatextgrad.model.Text;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.CandidateOutput;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.project.Project;
import metatextgrad.preflight.PreflightAnswer;
import metatextgrad.preflight.PreflightPlan;
import metatextgrad.preflight.PreflightPlan.Part;
import metatextgrad.preflight.PreflightPlan.Request;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;

/** Answers the rows of a preflight, and scores the answers as the services score them. */
final class PreflightCalls {
    private static final RunId RUN = new RunId("preflight");

    private final Project project;
    private final LanguageModel model;
    private final int inFlight;

    /** {@code model} is thread-safe. */
    PreflightCalls(Project project, LanguageModel model, int inFlight) {
        this.project = project;
        this.model = model;
        this.inFlight = inFlight;
    }

    /** Blocks until all rows are answered. If none of the first part is, no other part is asked. */
    List<PreflightAnswer> answers(PreflightPlan plan) {
        List<Request> requests = plan.requests(project);
        List<PreflightAnswer> answers =
                new ArrayList<>(
                        answers(requests.stream().filter(one -> one.part() == Part.COLD).toList()));
        if (answers.stream().anyMatch(one -> one.score().counts()))
            answers.addAll(
                    answers(requests.stream().filter(one -> one.part() != Part.COLD).toList()));
        return answers;
    }

    private List<PreflightAnswer> answers(List<Request> requests) {
        ExecutorService threads =
                Executors.newFixedThreadPool(inFlight, Thread.ofVirtual().factory());
        try {
            List<Future<PreflightAnswer>> open =
                    requests.stream().map(one -> threads.submit(() -> answer(one))).toList();
            List<PreflightAnswer> answers = new ArrayList<>();
            for (Future<PreflightAnswer> next : open) answers.add(next.get());
            return answers;
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException problem
                    ? problem
                    : new IllegalStateException("a row cannot be scored", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private PreflightAnswer answer(Request request) {
        TrialId trial = new TrialId(Text.lower(request.part()));
        TaskBatch batch =
                new TaskBatch(
                        new StepRef(project.id(), RUN, trial, 0, 0),
                        Split.TEST,
                        request.row(),
                        request.row() + 1,
                        List.of(request.task()),
                        project.seed(),
                        request.settings(),
                        null,
                        null);
        AtomicReference<String> answer = new AtomicReference<>("");
        AtomicReference<@Nullable TextualLoss> scored = new AtomicReference<>();
        new LocalRun(new LocalAnswers(model))
                .play(
                        batch,
                        List.of(),
                        event -> {
                            if (event instanceof CandidateOutput output)
                                answer.set(output.answer());
                            if (event instanceof TextualLoss loss) scored.set(loss);
                        });
        TextualLoss loss = requireNonNull(scored.get(), "a batch ends with a score");
        return new PreflightAnswer(
                request.part(),
                request.row(),
                loss.score(),
                requireNonNull(answer.get()),
                loss.failure() == null ? "" : loss.failure().message());
    }
}
