package metatextgrad.experiments.peers;

/** The other optimizers cannot run here; the message states in one line what to do. */
public final class PeersUnavailable extends Exception {
    private static final long serialVersionUID = 1;

    public PeersUnavailable(String reason) {
        super(reason);
    }
}
