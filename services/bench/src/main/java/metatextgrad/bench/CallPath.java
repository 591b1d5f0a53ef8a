package metatextgrad.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import metatextgrad.model.Text;

/** The paths of a call, each measured at its maximum rate. */
enum CallPath {
    /** The worker's client alone, on virtual threads behind a semaphore. */
    DIRECT("the client alone"),
    /** From a request on its topic to an answer on its topic. */
    WORKER("worker"),
    /** From the input of the candidate service to its next output, over the worker. */
    LOOP("full loop"),
    /** A stream processor that makes the call itself. */
    NAIVE("blocking processor");

    private final String title;

    CallPath(String title) {
        this.title = title;
    }

    /** Returns all paths. Each round begins with another one, so that no path is always first. */
    static List<CallPath> order(int round) {
        List<CallPath> order = new ArrayList<>(List.of(values()));
        Collections.rotate(order, -round);
        return order;
    }

    String title() {
        return title;
    }

    String figure() {
        return Text.lower(this);
    }
}
