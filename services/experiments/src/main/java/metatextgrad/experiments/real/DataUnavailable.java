package metatextgrad.experiments.real;

/** The rows of a task cannot be had here; the message states in one line why and what to do. */
public final class DataUnavailable extends Exception {
    private static final long serialVersionUID = 1;

    public DataUnavailable(String reason) {
        super(reason);
    }
}
