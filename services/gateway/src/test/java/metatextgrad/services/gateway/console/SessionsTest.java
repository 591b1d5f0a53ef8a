package metatextgrad.services.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SessionsTest {
    private static final SessionOwner OWNER = new SessionOwner.OfKey("hash");

    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private final Sessions sessions = new Sessions(() -> now);

    private boolean isOpen(Session session) {
        return sessions.find(session.id(), true).isPresent();
    }

    @Test
    void shouldEndASessionAfterItsLength() {
        Session session = sessions.begin(OWNER);

        for (Duration used = Duration.ZERO;
                used.compareTo(Sessions.LENGTH) < 0;
                used = used.plusMinutes(30)) {
            assertThat(sessions.find(session.id(), true)).contains(session);
            now = now.plus(Duration.ofMinutes(30));
        }
        now = now.minusMillis(1);
        assertThat(isOpen(session)).isTrue();
        now = now.plusMillis(1);
        assertThat(isOpen(session)).isFalse();
    }

    @Test
    void shouldEndASessionThatIsNotUsed() {
        Session left = sessions.begin(OWNER);
        Session loading = sessions.begin(OWNER);

        now = now.plus(Sessions.IDLE).minusMillis(1);
        assertThat(isOpen(left)).isTrue();
        assertThat(sessions.find(loading.id(), false)).contains(loading);
        now = now.plusMillis(1);
        assertThat(isOpen(left)).isTrue();
        assertThat(isOpen(loading)).as("a page that loads itself is no use").isFalse();
    }

    @Test
    void shouldEndASessionWithItsToken() {
        Session session = sessions.begin(OWNER, now.plusSeconds(300));

        assertThat(sessions.left(session)).isEqualTo(Duration.ofMinutes(5));
        now = now.plusSeconds(299);
        assertThat(isOpen(session)).isTrue();
        now = now.plusSeconds(1);
        assertThat(isOpen(session)).isFalse();
    }

    @Test
    void shouldEndTheOldestOfTooMany() {
        List<Session> all = new ArrayList<>();
        for (int i = 0; i <= Sessions.MOST; i++)
            all.add(sessions.begin(new SessionOwner.OfKey("hash" + i)));

        assertThat(isOpen(all.getFirst())).isFalse();
        assertThat(isOpen(all.get(1))).isTrue();
        assertThat(isOpen(all.getLast())).isTrue();
        assertThat(all.stream().map(Session::id)).doesNotHaveDuplicates();
    }

    @Test
    void shouldEndTheOldestOfAnOwnerWithTooMany() {
        Session other = sessions.begin(new SessionOwner.OfKey("other"));
        List<Session> all = new ArrayList<>();
        for (int i = 0; i <= Sessions.OF_OWNER; i++) all.add(sessions.begin(OWNER));

        assertThat(isOpen(other)).isTrue();
        assertThat(isOpen(all.getFirst())).isFalse();
        assertThat(isOpen(all.get(1))).isTrue();
        assertThat(isOpen(all.getLast())).isTrue();
    }

    @Test
    void shouldHaveNoSecretInItsText() {
        assertThat(sessions.begin(OWNER)).hasToString("a session until 2026-11-28T20:00:00Z");
    }
}
