package metatextgrad.services.worker;

import java.util.Objects;
import metatextgrad.llm.Reply;
import org.jspecify.annotations.Nullable;

/** What is said of the model and its server: each change once. Guarded by the desk. */
final class Standing {
    private final Outages outages;
    private final DeskEffects effects;
    private @Nullable String nobody;
    private @Nullable String saidOutage;
    private @Nullable String saidAway;

    Standing(Outages outages, DeskEffects effects) {
        this.outages = outages;
        this.effects = effects;
    }

    /** Each of the calls that are out finds out for itself whether anybody is there. */
    void look(Reply reply) {
        if (outages.reasons() != null) return;
        if (nobody == null
                && reply instanceof Reply.TryAgain again
                && ErrorTable.unreachable(reply)) nobody = again.reason();
        else if (ErrorTable.serverAnswered(reply)) nobody = null;
        tell();
    }

    /** Says what has changed. */
    void tell() {
        String outage = outages.reasons();
        String away = nobody == null ? outages.storms() : nobody;
        if (!Objects.equals(outage, saidOutage)) {
            saidOutage = outage;
            effects.outage(outage);
            // The end of an outage says that all is well.
            if (outage == null) saidAway = null;
        }
        if (outage == null && !Objects.equals(away, saidAway)) {
            saidAway = away;
            effects.away(away);
        }
    }
}
