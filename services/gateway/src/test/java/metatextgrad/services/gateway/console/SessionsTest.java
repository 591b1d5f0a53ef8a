package metatextgrad.services.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SessionsTest {
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private final Sessions sessions = new Sessions(() -> now);

    @Test
    void shouldEndASessionAfterItsLength() {
        Session session = sessions.begin("hash");

        now = now.plus(Sessions.LENGTH).minusMillis(1);
        assertThat(sessions.find(session.id())).contains(session);
        now = now.plusMillis(1);
        assertThat(sessions.find(session.id())).isEmpty();
    }

    @Test
    void shouldEndTheOldestOfTooMany() {
        List<Session> all = new ArrayList<>();
        for (int i = 0; i <= Sessions.MOST; i++) all.add(sessions.begin("hash"));

        assertThat(sessions.find(all.getFirst().id())).isEmpty();
        assertThat(sessions.find(all.get(1).id())).contains(all.get(1));
        assertThat(sessions.find(all.getLast().id())).contains(all.getLast());
        assertThat(all.stream().map(Session::id)).doesNotHaveDuplicates();
    }

    @Test
    void shouldHaveNoSecretInItsText() {
        Session session = sessions.begin("hash");

        assertThat(session.toString()).isEqualTo("a session until 2026-11-28T20:00:00Z");
    }
}
