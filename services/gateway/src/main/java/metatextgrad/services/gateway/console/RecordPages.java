package metatextgrad.services.gateway.console;

import io.javalin.http.HttpStatus;
import java.io.IOException;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.RunState;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.project.Project;
import metatextgrad.services.gateway.api.Problem;
import metatextgrad.services.gateway.records.OptimizerRecords;
import metatextgrad.services.gateway.records.RecordReader;
import metatextgrad.services.gateway.records.RunSteps;
import metatextgrad.services.gateway.records.StepRecords;
import metatextgrad.services.gateway.records.TaskRecords;
import metatextgrad.services.gateway.settings.Scope;

/** The pages that read topics when a person opens them. Thread-safe. */
record RecordPages(Pages pages, RecordReader records) {
    void steps(ConsoleCall call) throws IOException {
        RunState run = call.run(Scope.READ).state();
        RunId id = run.request().id();
        send(
                call,
                "steps",
                "Steps of run " + id,
                StepsPage.of(run, RunSteps.of(records, id), call.pageNumber()));
    }

    void step(ConsoleCall call) throws IOException {
        RunState run = call.run(Scope.READ).state();
        StepRef ref =
                new StepRef(
                        run.request().project().id(),
                        run.request().id(),
                        call.path("trial", TrialId::new),
                        call.path("step", RecordPages::number),
                        0);
        StepRecords step =
                StepRecords.of(records, ref)
                        .orElseThrow(
                                () ->
                                        Problem.UNKNOWN_PATH.denied(
                                                "there is no such step among the newest records of the run"));
        StepPage page = StepPage.of(run, step, call.pageNumber());
        send(call, "step", page.title(), page);
    }

    /** Leads from the form of the project to the page of a task. */
    void findTask(ConsoleCall call) {
        ProjectId project = call.project(Scope.READ).project().id();
        String task = call.context().queryParam("task");
        if (task == null || task.isBlank())
            throw Problem.INVALID_PARAMETER.denied("`task` must be the id of a task");
        call.context()
                .redirect(Figures.taskUrl(project.value(), task.strip()), HttpStatus.SEE_OTHER);
    }

    void task(ConsoleCall call) throws IOException {
        Project defined = call.project(Scope.READ).project();
        ProjectId project = defined.id();
        TaskId task = call.path("task", TaskId::new);
        TaskRecords found = TaskRecords.of(records, project, task);
        if (found.records().isEmpty())
            throw Problem.UNKNOWN_PATH.denied(
                    "there is no task `%s` of project `%s` among the newest records"
                            .formatted(task, project));
        TaskRecords all = call.may(Scope.OPERATE, project) ? found.withLetters(records) : found;
        send(
                call,
                "task",
                "Task %s of %s".formatted(Figures.brief(task.value()), project),
                TaskPage.of(defined, task, all, call.pageNumber()));
    }

    void optimizers(ConsoleCall call) throws IOException {
        ProjectDefined defined = call.project(Scope.READ);
        AdaptState adapts = call.models().adapting(defined.project().id());
        Project project = adapts == null ? defined.project() : adapts.project();
        send(
                call,
                "optimizers",
                "Optimizers of " + project.id(),
                OptimizersPage.of(project, OptimizerRecords.of(records, project.id())));
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,6}")) throw new IllegalArgumentException("a step has a number");
        return Integer.parseInt(text);
    }

    private void send(ConsoleCall call, String template, String title, Object page)
            throws IOException {
        pages.send(call.context(), 200, template, PageHead.of(title, call), page);
    }
}
