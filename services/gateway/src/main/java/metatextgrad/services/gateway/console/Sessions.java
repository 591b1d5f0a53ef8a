package metatextgrad.services.gateway.console;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * The sessions of this gateway, in memory. They end after a fixed time, however much they are used,
 * and before that when they are not used. If there are too many, of all or of one owner, the oldest
 * ends. Thread-safe.
 */
final class Sessions {
    /** How long a session lasts at most: a working day. */
    static final Duration LENGTH = Duration.ofHours(8);

    /** How long a person may leave it. */
    static final Duration IDLE = Duration.ofHours(1);

    /** Sessions at one time. */
    static final int MOST = 1000;

    /** Sessions of one key or person: more than browsers. */
    static final int OF_OWNER = 20;

    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final InstantSource clock;

    private record Open(Session session, Instant used) {}

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Begins a session.
     *
     * @param latest when it has to end, even if its length is not over
     */
    synchronized Session begin(SessionOwner owner, Instant latest) {
        open.values().removeIf(this::isOver);
        endOldest(one -> one.session.owner().isSame(owner), OF_OWNER);
        endOldest(one -> true, MOST);
        Instant now = clock.instant();
        Instant ends = now.plus(LENGTH);
        Session session =
                new Session(
                        token(),
                        owner,
                        token(),
                        latest.isBefore(ends) ? latest : ends,
                        new Notice(),
                        new Semaphore(Session.STREAMS));
        open.put(session.id(), new Open(session, now));
        return session;
    }

    /** Makes place for one more of these sessions. */
    private void endOldest(Predicate<Open> of, int most) {
        List<Open> some = open.values().stream().filter(of).toList();
        if (some.size() >= most) open.remove(some.getFirst().session.id());
    }

    /** Begins a session that nothing ends before its time. */
    Session begin(SessionOwner owner) {
        return begin(owner, Instant.MAX);
    }

    /**
     * Returns the session with this id, if it has not ended.
     *
     * @param used whether a person does something; a page that loads itself again does not count
     */
    synchronized Optional<Session> find(String id, boolean used) {
        Open found = open.get(id);
        if (found == null) return Optional.empty();
        if (isOver(found)) {
            open.remove(id);
            return Optional.empty();
        }
        // Its place among the oldest stays.
        if (used) open.replace(id, new Open(found.session, clock.instant()));
        return Optional.of(found.session);
    }

    /** Returns whether a session that ends then would be over. */
    boolean isOver(Instant ends) {
        return !clock.instant().isBefore(ends);
    }

    /** Returns for how long a session lasts at most from now. */
    Duration left(Session session) {
        return Duration.between(clock.instant(), session.ends());
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

    private boolean isOver(Open one) {
        return isOver(one.session.ends()) || isOver(one.used.plus(IDLE));
    }
}
