package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The ways on which a call can go, each as fast as it can. */
enum BenchPath {
    /** The worker's client alone, on virtual threads behind a semaphore. */
    DIRECT("the client alone"),
    /** From a request on its topic to an answer on its topic. */
    WORKER("worker"),
    /** From the asker's input to its next output, over the worker. */
    LOOP("full loop"),
    /** A stream processor that makes the call itself. */
    NAIVE("blocking processor");

    private final String title;

    BenchPath(String title) {
        this.title = title;
    }

    /** All of them, each round beginning with another one: what came before costs none always. */
    static List<BenchPath> order(int round) {
        List<BenchPath> order = new ArrayList<>(List.of(values()));
        Collections.rotate(order, -round);
        return order;
    }

    String title() {
        return title;
    }

    String figure() {
        return name().toLowerCase(Locale.ROOT);
    }
}
