package metatextgrad.ops;

import java.util.Optional;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;

/** What a new serving table changes for applications. */
enum ServedChange {
    /** Another version is the champion. */
    PROMOTED,
    /** A former champion is the champion again. */
    ROLLED_BACK,
    /** A version got a share beside the champion. */
    CANARY_STARTED,
    /** A canary ended, and its version does not serve. */
    CANARY_ENDED;

    /** Returns the change between two tables of a project; empty if both serve the same. */
    static Optional<ServedChange> between(PromptsServed before, PromptsServed now) {
        if (!now.champion().equals(before.champion()))
            return Optional.of(
                    before.earlier().contains(now.champion()) && !passed(before, now)
                            ? ROLLED_BACK
                            : PROMOTED);
        if (now.serving() instanceof Serving.Canary canary)
            return before.serving() instanceof Serving.Canary was
                            && was.version().equals(canary.version())
                    ? Optional.empty()
                    : Optional.of(CANARY_STARTED);
        return before.serving() instanceof Serving.Canary
                ? Optional.of(CANARY_ENDED)
                : Optional.empty();
    }

    /** A former champion can win a contest, and its share, like any other version. */
    private static boolean passed(PromptsServed before, PromptsServed now) {
        return before.serving() instanceof Serving.Canary canary
                && canary.version().equals(now.champion())
                && now.serving() instanceof Serving.Holdback;
    }
}
