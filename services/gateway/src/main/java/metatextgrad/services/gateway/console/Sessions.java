package metatextgrad.services.gateway.console;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions of this gateway, in memory. They end after a fixed time, however much they are used.
 * If there are too many, the oldest ends. Thread-safe.
 */
final class Sessions {
    /** How long a session lasts: a working day. */
    static final Duration LENGTH = Duration.ofHours(8);

    /** Sessions at one time. */
    static final int MOST = 1000;

    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> open = new LinkedHashMap<>();
    private final InstantSource clock;

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Begins a session for the key with this hash. */
    synchronized Session begin(String keyHash) {
        open.values().removeIf(this::isOver);
        if (open.size() >= MOST) open.remove(open.keySet().iterator().next());
        Session session =
                new Session(token(), keyHash, token(), clock.instant().plus(LENGTH), new Notice());
        open.put(session.id(), session);
        return session;
    }

    /** Returns the session with this id, if it has not ended. */
    synchronized Optional<Session> find(String id) {
        Session session = open.get(id);
        if (session != null && isOver(session)) {
            open.remove(id);
            return Optional.empty();
        }
        return Optional.ofNullable(session);
    }

    synchronized void end(Session session) {
        open.remove(session.id());
    }

    /** Returns 256 random bits as text. */
    String token() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private boolean isOver(Session session) {
        return !clock.instant().isBefore(session.ends());
    }
}
