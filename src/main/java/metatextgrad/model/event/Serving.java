package metatextgrad.model.event;

import java.time.Instant;
import metatextgrad.model.VersionId;

/** The version that serves beside the champion (METHOD §4.4 items 4 and 7). */
public sealed interface Serving {
    /** Only the champion serves. */
    record Alone() implements Serving {}

    /**
     * An approved version serves a share.
     *
     * @param share in (0, 1)
     */
    record Canary(VersionId challenger, double share, Instant since) implements Serving {
        public Canary {
            between(share);
        }
    }

    /**
     * The previous champion keeps a share, so that a rollback rests on answers of the same days.
     *
     * @param share in (0, 1)
     */
    record Holdback(VersionId former, double share, Instant since) implements Serving {
        public Holdback {
            between(share);
        }
    }

    private static void between(double share) {
        if (!(share > 0 && share < 1))
            throw new IllegalArgumentException("share must be between 0 and 1, not " + share);
    }
}
