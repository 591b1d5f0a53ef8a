package metatextgrad.services.gateway.console;

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

/** Signs people in by their gateway key, and out. Thread-safe. */
record SignIn(LiveRules rules, Sessions sessions, Pages pages) {
    static final String PATH = "/sign-in";

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final String SESSION = "mtg-session";
    private static final String FORM = "mtg-sign-in";
    private static final Duration FORM_LENGTH = Duration.ofHours(1);
    private static final int MAX_KEY = 512;

    /** A session whose key is still valid. */
    record Person(Session session, GatewayKey key) {}

    /** Returns who sends a request; empty without a session, or if the key was revoked. */
    Optional<Person> person(Context context) {
        Optional<Session> session = sessions.find(Cookies.read(context, SESSION));
        if (session.isEmpty()) return Optional.empty();
        GatewayKey key = rules.now().keys().get(session.get().keyHash());
        if (key != null && key.allows(Scope.READ))
            return Optional.of(new Person(session.get(), key));
        sessions.end(session.get());
        return Optional.empty();
    }

    /** Shows the form. */
    void form(Context context) throws IOException {
        show(context, 200, "");
    }

    /** Begins a session. */
    void begin(Context context) throws IOException {
        String cookie = Cookies.read(context, FORM);
        String token = FormFields.of(context).get(ConsoleCall.TOKEN);
        if (cookie.isEmpty() || !ConsoleCall.isSame(cookie, token)) {
            show(context, 403, "The form was too old. Send it again.");
            return;
        }
        String text = FormFields.of(context).get("key");
        String hash = text.length() > MAX_KEY ? "" : GatewayRules.hash(text.strip());
        GatewayKey key = rules.now().keys().get(hash);
        if (key == null) {
            show(context, 401, "This key is unknown or was revoked.");
            return;
        }
        if (!key.allows(Scope.READ)) {
            show(
                    context,
                    403,
                    "The key “%s” has no scope “read”, which the console needs."
                            .formatted(key.name()));
            return;
        }
        // A new id: one that was set from elsewhere has no effect.
        Session session = sessions.begin(hash);
        LOG.info("key {} signs in", key.name());
        Cookies.remove(context, FORM);
        Cookies.set(context, SESSION, session.id(), Sessions.LENGTH);
        context.redirect("/", HttpStatus.SEE_OTHER);
    }

    /** Ends a session. */
    void end(ConsoleCall call) {
        call.requireToken();
        sessions.end(call.session());
        Cookies.remove(call.context(), SESSION);
        call.context().redirect(PATH, HttpStatus.SEE_OTHER);
    }

    private void show(Context context, int status, String problem) throws IOException {
        String token = sessions.token();
        Cookies.set(context, FORM, token, FORM_LENGTH);
        pages.send(context, status, "sign-in", PageHead.open("Sign in", token), problem);
    }
}
