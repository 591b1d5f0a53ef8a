package metatextgrad.services.gateway.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import metatextgrad.services.gateway.settings.OidcRules;

/**
 * Sign-ins that people have begun and not finished, in memory. Each can be finished once, in the
 * browser that began it. If there are too many, the oldest ends. Thread-safe.
 */
final class PendingSignIns {
    /** Time to type a password and to find a second factor. */
    static final Duration LENGTH = Duration.ofMinutes(10);

    /** At one time. A flood of them takes 10 MB at most. */
    static final int MOST = 10_000;

    private final Map<String, PendingSignIn> open = new LinkedHashMap<>();
    private final InstantSource clock;

    PendingSignIns(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * What the answer of the provider has to fit.
     *
     * @param browser what the cookie of the browser has: 256 random bits
     * @param to where the person wants to go
     */
    record PendingSignIn(
            OidcRules rules,
            State state,
            Nonce nonce,
            CodeVerifier verifier,
            String browser,
            String to,
            Instant ends) {
        @Override
        public String toString() {
            return "a sign-in until " + ends;
        }
    }

    synchronized PendingSignIn begin(OidcRules rules, String to) {
        PendingSignIn begun =
                new PendingSignIn(
                        rules,
                        new State(),
                        new Nonce(),
                        new CodeVerifier(),
                        new State().getValue(),
                        to,
                        clock.instant().plus(LENGTH));
        if (open.size() >= MOST) open.remove(open.keySet().iterator().next());
        open.put(begun.state().getValue(), begun);
        return begun;
    }

    /** Takes the sign-in with this state out. */
    synchronized PendingSignIn take(String state, String browser) {
        PendingSignIn found = open.remove(state);
        if (found == null
                || !MessageDigest.isEqual(found.browser().getBytes(UTF_8), browser.getBytes(UTF_8)))
            throw SignInRefusal.NOT_BEGUN_HERE.denied();
        if (!clock.instant().isBefore(found.ends())) throw SignInRefusal.TOO_LATE.denied();
        return found;
    }
}
