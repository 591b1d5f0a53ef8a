package metatextgrad.llm;

import metatextgrad.model.Text;

/** The services that send requests. Each reads the answers on its own topic. */
public enum Requester {
    CANDIDATE,
    LOSS,
    GRADIENT,
    OPTIMIZER,
    META;

    /** Returns the name that topic names contain. */
    public String topic() {
        return Text.lower(this);
    }
}
