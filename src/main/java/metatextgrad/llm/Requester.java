package metatextgrad.llm;

import java.util.Locale;

/** The services that send requests. Each reads the answers on its own topic. */
public enum Requester {
    CANDIDATE,
    LOSS,
    GRADIENT,
    OPTIMIZER,
    META;

    /** The name as it appears in topic names. */
    public String topic() {
        return name().toLowerCase(Locale.ROOT);
    }
}
