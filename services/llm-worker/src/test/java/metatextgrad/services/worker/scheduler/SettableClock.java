package metatextgrad.services.worker.scheduler;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that only the test moves. */
final class SettableClock implements InstantSource {
    Instant now = Instant.parse("2026-01-01T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }
}
