package metatextgrad.services.gateway.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.services.gateway.oidc.PendingSignIns.PendingSignIn;
import metatextgrad.services.gateway.settings.OidcRules;
import org.junit.jupiter.api.Test;

final class PendingSignInsTest {
    private static final OidcRules RULES =
            new OidcRules(
                    "https://login.example",
                    "console",
                    URI.create("https://prompts.example"),
                    "openid",
                    "groups",
                    Map.of());

    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private final PendingSignIns pending = new PendingSignIns(() -> now);

    private PendingSignIn take(PendingSignIn begun) {
        return pending.take(begun.state().getValue(), begun.browser());
    }

    @Test
    void shouldTakeASignInWithinItsTime() {
        PendingSignIn begun = pending.begin(RULES, "/runs/a");

        now = now.plus(PendingSignIns.LENGTH).minusMillis(1);

        assertThat(take(begun)).isSameAs(begun);
        assertThatThrownBy(() -> take(begun)).hasMessageContaining("was used before");
    }

    @Test
    void shouldEndASignInAfterItsTime() {
        PendingSignIn begun = pending.begin(RULES, "/");

        now = now.plus(PendingSignIns.LENGTH);

        assertThatThrownBy(() -> take(begun)).hasMessageContaining("more than ten minutes");
    }

    @Test
    void shouldEndTheOldestOfTooMany() {
        List<PendingSignIn> all = new ArrayList<>();
        for (int i = 0; i <= PendingSignIns.MOST; i++) all.add(pending.begin(RULES, "/"));

        assertThatThrownBy(() -> take(all.getFirst())).hasMessageContaining("did not begin");
        assertThat(take(all.get(1))).isSameAs(all.get(1));
    }

    @Test
    void shouldHaveNoSecretInItsText() {
        assertThat(pending.begin(RULES, "/")).hasToString("a sign-in until 2026-11-28T12:10:00Z");
    }
}
