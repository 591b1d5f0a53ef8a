package metatextgrad.services.gateway.console;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import metatextgrad.model.ProjectId;
import metatextgrad.services.gateway.api.ApiRoutes;
import metatextgrad.services.gateway.api.Problem;
import metatextgrad.services.gateway.console.SignIn.Person;
import metatextgrad.services.gateway.oidc.OidcClient;
import metatextgrad.services.gateway.proxy.Bodies;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.services.gateway.proxy.NoRoom;
import metatextgrad.services.gateway.proxy.RequestRoom;
import metatextgrad.services.gateway.records.RecordReader;
import metatextgrad.services.gateway.settings.LiveRules;
import metatextgrad.services.gateway.settings.Scope;
import metatextgrad.services.gateway.views.LiveViews;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages for people, at {@code /}. They need a session, but for the sign-in. Thread-safe. */
public final class ConsoleRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleRoutes.class);

    private final LiveViews views;
    private final Pages pages = new Pages();
    private final SignIn signIn;
    private final OidcSignIn oidc;
    private final StatePages state;
    private final RecordPages records;
    private final LetterPages letters;
    private final ChangeStream changes;
    private final Forms forms;
    private final RequestRoom room;

    /**
     * @param records reads the topics of pages on past records
     * @param api what handles decisions and commands
     * @param room of requests in the heap
     * @param provider signs people in; null if they do so by key alone
     */
    public ConsoleRoutes(
            LiveRules rules,
            LiveViews views,
            RecordReader records,
            ApiRoutes api,
            @Nullable OidcClient provider,
            RequestRoom room,
            InstantSource clock) {
        this.views = views;
        this.room = room;
        Sessions sessions = new Sessions(clock);
        oidc = new OidcSignIn(rules, sessions, pages, provider);
        signIn = new SignIn(rules, sessions, pages, oidc);
        state = new StatePages(pages);
        this.records = new RecordPages(pages, records);
        letters = new LetterPages(pages, records, api.letters());
        changes = new ChangeStream(signIn);
        forms = new Forms(pages, api.decisions(), api.commands());
    }

    /** Answers a request of a person. */
    @FunctionalInterface
    interface Action {
        /**
         * @throws Denied if the request is refused
         */
        void answer(ConsoleCall call) throws Exception;
    }

    /** Adds the routes to a server. */
    public void addTo(JavalinDefaultRoutingApi server) {
        server.get(Assets.PATH + "{hash}/{file}", guarded(this::asset));
        server.get(SignIn.PATH, guarded(signIn::form));
        server.post(SignIn.PATH, guarded(withForm(signIn::begin)));
        server.get(OidcSignIn.PATH, guarded(oidc::begin));
        server.get(OidcClient.RETURN_PATH, guarded(oidc::finish));
        server.post("/sign-out", signedIn(signIn::end));
        server.get("/", signedIn(state::projects));
        server.get("/projects/{project}", signedIn(state::project));
        server.get("/projects/{project}/versions/{version}", signedIn(state::version));
        server.get("/projects/{project}/contests/{contest}", signedIn(state::contest));
        server.get("/projects/{project}/optimizers", signedIn(records::optimizers));
        server.get("/projects/{project}/tasks", signedIn(records::findTask));
        server.get("/projects/{project}/tasks/{task}", signedIn(records::task));
        server.post("/projects/{project}/decisions", signedIn(forms::decide));
        server.get("/runs/{run}", signedIn(state::run));
        server.get("/runs/{run}/curve.json", signedIn(state::curve));
        server.get("/runs/{run}/steps", signedIn(records::steps));
        server.get("/runs/{run}/steps/{trial}/{step}", signedIn(records::step));
        server.post("/runs/{run}/commands", signedIn(forms::command));
        server.get("/events", signedIn(changes::follow));
        server.get("/dead-letters", signedIn(letters::list));
        server.get("/dead-letters/{letter}", signedIn(letters::letter));
        server.post("/dead-letters/{letter}", signedIn(letters::send));
        server.get("/*", guarded(context -> unknown()));
    }

    private void asset(Context context) throws IOException {
        if (!Assets.send(context, context.pathParam("hash"), context.pathParam("file"))) unknown();
    }

    private static void unknown() {
        throw Problem.UNKNOWN_PATH.denied("there is nothing at this path");
    }

    private Handler signedIn(Action action) {
        return guarded(
                context -> {
                    // Before its body is read, which anyone could send.
                    Optional<Person> person = signIn.person(context);
                    if (person.isPresent())
                        withForm(form -> action.answer(call(form, person.get()))).handle(context);
                    else {
                        // A client that still sends sees no answer.
                        Bodies.drop(context.req());
                        signInFirst(context);
                    }
                });
    }

    private ConsoleCall call(Context context, Person person) {
        return new ConsoleCall(context, person.session(), person.visitor(), views);
    }

    /** Reads the form of a request first, if it sends one. */
    private Handler withForm(Handler handler) {
        return context -> {
            if (!context.method().equals(HandlerType.POST)) {
                handler.handle(context);
                return;
            }
            try (RequestRoom.Place place = room.enter()) {
                FormFields.read(context, place);
                handler.handle(context);
            }
        };
    }

    /** A script that loads parts of a page cannot follow a redirection: it loads the form. */
    private static void signInFirst(Context context) {
        if (!ConsoleCall.isPoll(context)) {
            String page = context.method().equals(HandlerType.GET) ? context.path() : "";
            context.redirect(
                    ReturnPath.carriedBy(SignIn.PATH, ReturnPath.of(page)), HttpStatus.SEE_OTHER);
            return;
        }
        context.res().setStatus(HttpStatus.UNAUTHORIZED.getCode());
        context.res().setHeader("HX-Redirect", SignIn.PATH);
    }

    private Handler guarded(Handler handler) {
        return context -> {
            Pages.secure(context);
            try {
                handler.handle(context);
            } catch (NoRoom e) {
                Bodies.drop(context.req());
                problem(context, 503, "this gateway has too many requests: try again");
            } catch (Denied e) {
                problem(context, e.status(), String.valueOf(e.getMessage()));
            } catch (HttpResponseException e) {
                problem(context, e.getStatus(), "the request is not valid");
            } catch (IOException e) {
                LOG.debug("a client went away: {}", e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("a page failed", e);
                problem(context, 500, "the gateway failed: see its log");
            }
        };
    }

    private void problem(Context context, int status, String reason) throws IOException {
        if (context.res().isCommitted()) return;
        pages.send(
                context,
                status,
                "problem",
                PageHead.open("Problem", ""),
                ProblemPage.of(status, reason, projectAbove(context)));
    }

    /**
     * Returns the project of a page below that of the project; empty for other pages, and if the
     * page of the project would be a problem too.
     */
    private Optional<ProjectId> projectAbove(Context context) {
        if (!context.path().matches("/projects/[^/]+/.+")) return Optional.empty();
        Optional<Person> person = signIn.person(context);
        if (person.isEmpty()) return Optional.empty();
        String name = context.pathParamMap().get("project");
        return views.models().projects().stream()
                .map(defined -> defined.project().id())
                .filter(id -> id.value().equals(name))
                .filter(id -> person.get().visitor().may(Scope.READ, id))
                .findFirst();
    }

    /**
     * Why there is no page.
     *
     * @param reason one line
     * @param href where the person can continue
     * @param link what the link to it shows
     */
    public record ProblemPage(int status, String reason, String href, String link) {
        static ProblemPage of(int status, String reason, Optional<ProjectId> project) {
            return new ProblemPage(
                    status,
                    reason,
                    project.map(id -> Figures.projectUrl(id.value())).orElse("/"),
                    project.map("Project %s"::formatted).orElse("All projects"));
        }
    }
}
