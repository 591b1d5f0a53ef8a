package metatextgrad.model.event;

import java.time.Instant;
import metatextgrad.model.VersionId;

/** The version that serves beside the champion (METHOD §4.4 items 4 and 7). */
public sealed interface Serving {
    /** Only the champion serves. */
    record Alone() implements Serving {}

    /** Another version serves a share beside the champion. */
    sealed interface Shared extends Serving {
        VersionId version();

        /** The share of the other version, in (0, 1). */
        double share();

        Instant since();
    }

    /** An approved version serves a share. */
    record Canary(VersionId version, double share, Instant since) implements Shared {
        public Canary {
            check(share);
        }
    }

    /**
     * The previous champion keeps a share, so that a rollback rests on answers of the same days.
     */
    record Holdback(VersionId version, double share, Instant since) implements Shared {
        public Holdback {
            check(share);
        }
    }

    private static void check(double share) {
        if (!(share > 0 && share < 1))
            throw new IllegalArgumentException("share must be between 0 and 1, not " + share);
    }
}
