package metatextgrad.llm;

import java.util.Locale;

/** The services that ask; each reads the answers on its own topic. */
public enum Asker {
    CANDIDATE,
    LOSS,
    GRADIENT,
    OPTIMIZER,
    META;

    /** As it stands in topic names. */
    public String topic() {
        return name().toLowerCase(Locale.ROOT);
    }
}
