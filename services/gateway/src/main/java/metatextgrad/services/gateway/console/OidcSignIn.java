package metatextgrad.services.gateway.console;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import metatextgrad.services.gateway.api.Problem;
import metatextgrad.services.gateway.oidc.OidcClient;
import metatextgrad.services.gateway.oidc.ProviderPerson;
import metatextgrad.services.gateway.oidc.SignInRefusal;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.services.gateway.settings.LiveRules;
import metatextgrad.services.gateway.settings.OidcRules;
import metatextgrad.services.gateway.settings.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs people in by the OpenID Connect provider of the gateway's file, and out. Thread-safe.
 *
 * @param client null without a client secret
 */
record OidcSignIn(LiveRules rules, Sessions sessions, Pages pages, @Nullable OidcClient client) {
    static final String PATH = "/sign-in/oidc";

    private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);
    private static final String COOKIE = "mtg-oidc";

    private record Use(OidcClient client, OidcRules rules) {}

    private Optional<Use> use() {
        OidcRules now = rules.now().oidc();
        return client == null || now == null ? Optional.empty() : Optional.of(new Use(client, now));
    }

    /** Returns the address that begins a sign-in; empty if there is no provider. */
    String address(String to) {
        return use().isEmpty() ? "" : ReturnPath.carriedBy(PATH, to);
    }

    /** Sends the person to the provider. */
    void begin(Context context) {
        Use use = requireUse();
        OidcClient.Begun begun = use.client.begin(use.rules, SignIn.to(context));
        Cookies.setForSignIn(context, COOKIE, begun.browser(), begun.length());
        context.redirect(begun.provider().toString(), HttpStatus.SEE_OTHER);
    }

    /** Begins a session for the person whom the provider sends back. */
    void finish(Context context) throws IOException {
        Use use = requireUse();
        String query = context.req().getQueryString();
        OidcClient.Finished finished =
                use.client.finish(
                        use.rules, query == null ? "" : query, Cookies.read(context, COOKIE));
        ProviderPerson person = finished.person();
        SessionOwner owner = new SessionOwner.OfProvider(person);
        if (!owner.now(rules.now()).may(Scope.READ)) {
            LOG.warn("{} signs in at {} and has no access", person.name(), use.rules.issuer());
            throw SignInRefusal.NO_ACCESS.denied();
        }
        // The SDK accepts tokens that expired a moment before.
        if (sessions.isOver(person.expires())) throw SignInRefusal.EXPIRED.denied();
        Session session = sessions.begin(owner, person.expires());
        LOG.info("{} signs in at {}", person.name(), use.rules.issuer());
        Cookies.removeForSignIn(context, COOKIE);
        SignIn.setCookie(context, session, sessions.left(session));
        onward(
                context,
                new OnwardPage(
                        "Signed in",
                        "You are signed in as %s.".formatted(person.name()),
                        finished.to(),
                        "Continue"));
    }

    /** Sends a person who has signed out here to sign out at the provider, if it has a page. */
    boolean signOut(Context context, SessionOwner owner) throws IOException {
        if (!(owner instanceof SessionOwner.OfProvider)) return false;
        Optional<URI> page = use().flatMap(now -> now.client.signOut(now.rules));
        if (page.isEmpty()) return false;
        onward(
                context,
                new OnwardPage(
                        "Signed out",
                        "You are signed out of the console.",
                        page.get().toString(),
                        "Sign out of the provider too"));
        return true;
    }

    private void onward(Context context, OnwardPage page) throws IOException {
        pages.send(context, 200, "onward", PageHead.open(page.title(), ""), page);
    }

    /**
     * @throws Denied if people sign in by key alone
     */
    private Use requireUse() {
        return use().orElseThrow(
                        () ->
                                Problem.UNKNOWN_PATH.denied(
                                        "this gateway has no sign-in provider: sign in by key"));
    }
}
