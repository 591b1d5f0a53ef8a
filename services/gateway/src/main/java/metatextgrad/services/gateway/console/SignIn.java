package metatextgrad.services.gateway.console;

import static java.util.Objects.requireNonNullElse;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import metatextgrad.services.gateway.settings.GatewayKey;
import metatextgrad.services.gateway.settings.GatewayRules;
import metatextgrad.services.gateway.settings.LiveRules;
import metatextgrad.services.gateway.settings.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs people in by their gateway key, and all people out. Thread-safe. */
record SignIn(LiveRules rules, Sessions sessions, Pages pages, OidcSignIn provider) {
    static final String PATH = "/sign-in";

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final String SESSION = "mtg-session";
    private static final String FORM = "mtg-sign-in";
    private static final Duration FORM_LENGTH = Duration.ofHours(1);
    private static final int MAX_KEY = 512;

    /** A session whose person still has access. */
    record Person(Session session, Visitor visitor) {}

    /** Returns who sends a request; empty without a session, or without access by now. */
    Optional<Person> person(Context context) {
        Optional<Session> session =
                sessions.find(Cookies.read(context, SESSION), !ConsoleCall.isPoll(context));
        if (session.isEmpty()) return Optional.empty();
        Visitor visitor = session.get().owner().now(rules.now());
        if (visitor.may(Scope.READ)) return Optional.of(new Person(session.get(), visitor));
        sessions.end(session.get());
        return Optional.empty();
    }

    /** Shows the form. */
    void form(Context context) throws IOException {
        show(context, 200, "", to(context));
    }

    /** Begins a session. */
    void begin(Context context) throws IOException {
        String cookie = Cookies.read(context, FORM);
        FormFields fields = FormFields.of(context);
        String to = ReturnPath.of(fields.get(ReturnPath.NAME));
        if (cookie.isEmpty() || !ConsoleCall.isSame(cookie, fields.get(ConsoleCall.TOKEN))) {
            show(context, 403, "The form was too old. Send it again.", to);
            return;
        }
        String text = fields.get("key");
        String hash = text.length() > MAX_KEY ? "" : GatewayRules.hash(text.strip());
        GatewayKey key = rules.now().keys().get(hash);
        if (key == null) {
            show(context, 401, "This key is unknown or was revoked.", to);
            return;
        }
        if (!key.allows(Scope.READ)) {
            show(
                    context,
                    403,
                    "The key “%s” has no scope “read”, which the console needs."
                            .formatted(key.name()),
                    to);
            return;
        }
        // A new id: one that was set from elsewhere has no effect.
        Session session = sessions.begin(new SessionOwner.OfKey(hash));
        LOG.info("key {} signs in", key.name());
        Cookies.remove(context, FORM);
        setCookie(context, session, Sessions.LENGTH);
        context.redirect(to, HttpStatus.SEE_OTHER);
    }

    /** Ends a session. */
    void end(ConsoleCall call) throws IOException {
        call.requireToken();
        sessions.end(call.session());
        Cookies.remove(call.context(), SESSION);
        if (!provider.signOut(call.context(), call.session().owner()))
            call.context().redirect(PATH, HttpStatus.SEE_OTHER);
    }

    static void setCookie(Context context, Session session, Duration length) {
        Cookies.set(context, SESSION, session.id(), length);
    }

    /** Returns where the person wants to go. */
    static String to(Context context) {
        return ReturnPath.of(requireNonNullElse(context.queryParam(ReturnPath.NAME), ""));
    }

    private void show(Context context, int status, String problem, String to) throws IOException {
        String token = sessions.token();
        Cookies.set(context, FORM, token, FORM_LENGTH);
        pages.send(
                context,
                status,
                "sign-in",
                PageHead.open("Sign in", token),
                new SignInPage(problem, to, provider.address(to)));
    }
}
