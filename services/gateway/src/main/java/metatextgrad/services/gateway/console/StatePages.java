package metatextgrad.services.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import metatextgrad.model.ProjectId;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.PromptVersion;
import metatextgrad.model.live.GateContest;
import metatextgrad.services.gateway.api.Problem;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.views.ApiJson;
import metatextgrad.services.gateway.views.ReadModels.TimedRun;

/** Pages that show the state. Thread-safe. */
record StatePages(Pages pages) {
    void projects(ConsoleCall call) throws IOException {
        send(call, "projects", "Projects", ProjectsPage.of(call));
    }

    void project(ConsoleCall call) throws IOException {
        var defined = call.project(Scope.READ);
        send(call, "project", defined.project().id().value(), ProjectPage.of(call, defined));
    }

    void version(ConsoleCall call) throws IOException {
        ProjectId project = call.project(Scope.READ).project().id();
        VersionId id = call.path("version", VersionId::new);
        PromptVersion version =
                call.models()
                        .version(project, id)
                        .orElseThrow(
                                () ->
                                        Problem.UNKNOWN_VERSION.denied(
                                                "project `%s` has no version `%s`"
                                                        .formatted(project, id)));
        send(
                call,
                "version",
                "Version %s of %s".formatted(Figures.brief(id.value()), project),
                VersionPage.of(call, version));
    }

    void contest(ConsoleCall call) throws IOException {
        ProjectId project = call.project(Scope.READ).project().id();
        String number = call.path("contest", text -> text);
        GateContest contest =
                call.models().contests(project).stream()
                        .filter(one -> number.equals(String.valueOf(one.number())))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        Problem.UNKNOWN_CONTEST.denied(
                                                "project `%s` has no contest `%s`"
                                                        .formatted(project, number)));
        send(
                call,
                "contest",
                "Contest %s of %s".formatted(number, project),
                ContestPage.of(call, contest));
    }

    void run(ConsoleCall call) throws IOException {
        TimedRun run = call.run(Scope.READ);
        send(call, "run", "Run " + run.state().request().id(), RunPage.of(call, run));
    }

    /** Sends what the script of the page draws. */
    void curve(ConsoleCall call) throws IOException {
        String json = ApiJson.write(RunPage.Curve.of(call.run(Scope.READ).state()));
        call.context().res().setContentType("application/json");
        call.context().res().getOutputStream().write(json.getBytes(UTF_8));
    }

    private void send(ConsoleCall call, String template, String title, Object page)
            throws IOException {
        pages.send(call.context(), 200, template, PageHead.of(title, call), page);
    }
}
