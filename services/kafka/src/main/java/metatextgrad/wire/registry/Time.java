package metatextgrad.wire.registry;

import java.time.Duration;
import java.time.Instant;

/** The clock of the waits for a registry. */
public interface Time {
    Time SYSTEM =
            new Time() {
                @Override
                public Instant now() {
                    return Instant.now();
                }

                @Override
                public void sleep(Duration pause) throws InterruptedException {
                    Thread.sleep(pause);
                }
            };

    Instant now();

    void sleep(Duration pause) throws InterruptedException;
}
