package metatextgrad.services.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.util.function.Function;
import metatextgrad.json.Ids;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Text;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.services.gateway.api.CommandSender;
import metatextgrad.services.gateway.api.Problem;
import metatextgrad.services.gateway.api.SseStream;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.traces.HttpTraces;
import metatextgrad.services.gateway.views.LiveViews;
import metatextgrad.services.gateway.views.ReadModels;
import metatextgrad.services.gateway.views.ReadModels.TimedRun;

/** A request of a signed-in person. For one thread. */
record ConsoleCall(Context context, Session session, Visitor visitor, LiveViews views) {
    /** The field of each form that has the token. */
    static final String TOKEN = "token";

    /** The header of requests that htmx sends. */
    static final String POLL = "HX-Request";

    /** Returns the models once all records were read. */
    ReadModels models() {
        if (views.complete().reached()) return views.models();
        throw Problem.STATE_UNAVAILABLE.denied(
                "this gateway has not read the state from Kafka yet: load the page again in some seconds");
    }

    boolean may(Scope scope, ProjectId project) {
        return visitor.may(scope, project);
    }

    /** Returns the project that the path names, if the person has this scope for it. */
    ProjectDefined project(Scope scope) {
        ProjectId id = path("project", name -> new ProjectId(Ids.check("project", name)));
        require(scope, id);
        return models().project(id)
                .orElseThrow(
                        () ->
                                Problem.UNKNOWN_PROJECT.denied(
                                        "there is no project `%s`".formatted(id)));
    }

    /** Returns the run that the path names, if the person has this scope for its project. */
    TimedRun run(Scope scope) {
        RunId id = path("run", RunId::new);
        TimedRun run =
                models().run(id)
                        .orElseThrow(
                                () ->
                                        Problem.UNKNOWN_RUN.denied(
                                                "there is no run `%s`".formatted(id)));
        require(scope, run.state().request().project().id());
        return run;
    }

    /** Returns who sends a command, and in which trace. */
    CommandSender sender() {
        return new CommandSender(visitor.name(), HttpTraces.of(context.req()));
    }

    /** Returns a part of the path. */
    <T> T path(String name, Function<String, T> read) {
        try {
            return read.apply(context.pathParam(name));
        } catch (IllegalArgumentException e) {
            throw Problem.INVALID_PARAMETER.denied(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the number of the page that the query wants, from 1. */
    int pageNumber() {
        String number = context.queryParam("page");
        if (number == null) return 1;
        if (!number.matches("[1-9][0-9]{0,5}"))
            throw Problem.INVALID_PARAMETER.denied("`page` must be a number from 1");
        return Integer.parseInt(number);
    }

    /** Returns a field of the form; empty if it is not there. */
    String field(String name) {
        return FormFields.of(context).get(name);
    }

    /** Whether the form has a field. */
    boolean has(String name) {
        return FormFields.of(context).fields().containsKey(name);
    }

    /** Whether a script loads a part of the page again, or waits for changes. */
    boolean isPoll() {
        return isPoll(context);
    }

    static boolean isPoll(Context context) {
        String accept = context.req().getHeader("Accept");
        return context.req().getHeader(POLL) != null
                || (accept != null && accept.contains(SseStream.TYPE));
    }

    /** Requires that the form comes from a page of this session. */
    void requireToken() {
        if (!isSame(field(TOKEN), session.csrf()))
            throw Problem.NOT_ALLOWED.denied(
                    "the form is not from this session: load the page again, then send it");
    }

    /** Compares in a time that does not depend on the texts. */
    static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    private void require(Scope scope, ProjectId project) {
        if (!may(scope, project))
            throw Problem.NOT_ALLOWED.denied(
                    "`%s` has no scope `%s` for project `%s`"
                            .formatted(visitor.name(), Text.lower(scope), project));
    }
}
