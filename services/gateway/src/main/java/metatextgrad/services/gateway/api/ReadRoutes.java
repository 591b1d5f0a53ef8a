package metatextgrad.services.gateway.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Text;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.RunState;
import metatextgrad.model.live.GateContest;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.views.ApiJson;
import metatextgrad.services.gateway.views.ContestRow;
import metatextgrad.services.gateway.views.LiveViews;
import metatextgrad.services.gateway.views.ProjectRow;
import metatextgrad.services.gateway.views.PromotionRow;
import metatextgrad.services.gateway.views.ReadModels;
import metatextgrad.services.gateway.views.ReadModels.TimedRun;
import metatextgrad.services.gateway.views.RunRow;
import metatextgrad.services.gateway.views.VersionRow;
import metatextgrad.view.TimedTable;
import org.jspecify.annotations.Nullable;

/** What clients read of projects, runs, versions, contests and promotions. Thread-safe. */
record ReadRoutes(LiveViews views) {
    private static final String CACHING = "private, no-cache";
    private static final int RETRY_SECONDS = 5;

    List<Route> routes() {
        return List.of(
                Route.list("/projects", this::projects),
                Route.get("/projects/{project}", this::project),
                Route.list("/projects/{project}/versions", this::versions),
                Route.get("/projects/{project}/versions/{version}", this::version),
                Route.list("/projects/{project}/contests", this::contests),
                Route.get("/projects/{project}/contests/{contest}", this::contest),
                Route.list("/runs", this::runs, "project", "status"),
                Route.get("/runs/{run}", this::run),
                Route.list("/promotions", this::promotions, "project"));
    }

    /** Returns the models once all records were read. */
    static ReadModels models(LiveViews views) {
        if (views.complete().reached()) return views.models();
        throw behind("this gateway has not read the state from Kafka yet");
    }

    /** Returns the refusal of a request that another gateway, or this one later, can answer. */
    static Denied behind(String detail) {
        return Problem.STATE_UNAVAILABLE.denied(detail).retryAfter(RETRY_SECONDS);
    }

    /** Returns a project that the key may read. */
    static ProjectDefined require(ReadModels models, ProjectId id) {
        return models.project(id)
                .orElseThrow(
                        () ->
                                Problem.UNKNOWN_PROJECT.denied(
                                        "there is no project `%s`".formatted(id)));
    }

    private void projects(ApiCall call) throws IOException {
        call.require(Scope.READ);
        ReadModels models = models(views);
        List<ProjectDefined> seen =
                models.projects().stream()
                        .filter(one -> call.key().allows(Scope.READ, one.project().id()))
                        .toList();
        send(
                call,
                Listing.of(call)
                        .page(
                                seen,
                                one -> one.project().id().value(),
                                one -> ProjectRow.of(models, one)));
    }

    private void project(ApiCall call) throws IOException {
        ProjectId id = readable(call);
        ReadModels models = models(views);
        send(call, ProjectRow.detail(models, require(models, id)));
    }

    private void versions(ApiCall call) throws IOException {
        ProjectId id = readable(call);
        ReadModels models = models(views);
        require(models, id);
        send(
                call,
                Listing.of(call)
                        .page(
                                models.versions(id),
                                one -> one.id().value(),
                                one -> VersionRow.of(models, one)));
    }

    private void version(ApiCall call) throws IOException {
        ProjectId id = readable(call);
        VersionId version = call.path("version", VersionId::new);
        ReadModels models = models(views);
        require(models, id);
        send(
                call,
                models.version(id, version)
                        .map(one -> VersionRow.detail(models, one))
                        .orElseThrow(() -> unknown(id, version)));
    }

    static RuntimeException unknown(ProjectId project, VersionId version) {
        return Problem.UNKNOWN_VERSION.denied(
                "project `%s` has no version `%s`".formatted(project, version));
    }

    private void contests(ApiCall call) throws IOException {
        ProjectId id = readable(call);
        ReadModels models = models(views);
        require(models, id);
        send(call, Listing.of(call).page(models.contests(id), GateContest::key, ContestRow::of));
    }

    private void contest(ApiCall call) throws IOException {
        ProjectId id = readable(call);
        String number = call.path("contest", text -> text);
        ReadModels models = models(views);
        require(models, id);
        send(
                call,
                models.contests(id).stream()
                        .filter(one -> number.equals(String.valueOf(one.number())))
                        .findFirst()
                        .map(ContestRow::detail)
                        .orElseThrow(
                                () ->
                                        Problem.UNKNOWN_CONTEST.denied(
                                                "project `%s` has no contest `%s`"
                                                        .formatted(id, number))));
    }

    private void runs(ApiCall call) throws IOException {
        call.require(Scope.READ);
        ProjectId project = call.projectOrAll();
        RunState.Status status = status(call.query("status"));
        List<TimedRun> seen =
                models(views).runs().stream()
                        .filter(one -> isWanted(call, project, of(one)))
                        .filter(one -> status == null || one.state().status() == status)
                        .toList();
        send(call, Listing.of(call).page(seen, one -> one.state().key(), RunRow::of));
    }

    private static RunState.@Nullable Status status(@Nullable String name) {
        if (name == null) return null;
        List<String> names = new ArrayList<>();
        for (RunState.Status one : RunState.Status.values()) {
            String its = Text.lower(one);
            if (its.equals(name)) return one;
            names.add(its);
        }
        throw Problem.INVALID_PARAMETER.denied("status must be one of " + String.join(", ", names));
    }

    private void run(ApiCall call) throws IOException {
        call.require(Scope.READ);
        send(call, RunRow.detail(require(call, models(views), Scope.READ)));
    }

    /**
     * Returns the run that a path names, if the key has this scope for its project. Otherwise the
     * answer is that of a run that does not exist, so that runs of others stay unknown.
     */
    static TimedRun require(ApiCall call, ReadModels models, Scope scope) {
        RunId id = call.path("run", RunId::new);
        return models.run(id)
                .filter(run -> call.key().allows(scope, of(run)))
                .orElseThrow(
                        () -> Problem.UNKNOWN_RUN.denied("there is no run `%s`".formatted(id)));
    }

    private void promotions(ApiCall call) throws IOException {
        call.require(Scope.READ);
        ProjectId project = call.projectOrAll();
        ReadModels models = models(views);
        List<TimedTable> seen = new ArrayList<>();
        for (ProjectDefined one : models.projects())
            if (isWanted(call, project, one.project().id()))
                seen.addAll(models.tables(one.project().id()));
        send(call, Listing.of(call).page(seen, ReadRoutes::newestFirst, PromotionRow::of));
    }

    private static String newestFirst(TimedTable one) {
        return "%019d|%s|%019d|%019d"
                .formatted(
                        Long.MAX_VALUE - one.at().toEpochMilli(),
                        one.table().project(),
                        Long.MAX_VALUE - one.table().serial().number(),
                        Long.MAX_VALUE - one.table().marks().revision().number());
    }

    private static boolean isWanted(ApiCall call, @Nullable ProjectId only, ProjectId project) {
        return only == null ? call.key().allows(Scope.READ, project) : only.equals(project);
    }

    private static ProjectId of(TimedRun run) {
        return run.state().request().project().id();
    }

    private static ProjectId readable(ApiCall call) {
        ProjectId id = call.project();
        call.require(Scope.READ, id);
        return id;
    }

    private static void send(ApiCall call, Object view) throws IOException {
        call.sendTagged(ApiJson.write(view), CACHING);
    }
}
