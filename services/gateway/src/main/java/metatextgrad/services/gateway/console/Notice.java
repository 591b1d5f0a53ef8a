package metatextgrad.services.gateway.console;

import java.util.concurrent.atomic.AtomicReference;

/** One line for the next page of a session. Thread-safe. */
final class Notice {
    private final AtomicReference<String> text = new AtomicReference<>("");

    void set(String line) {
        text.set(line);
    }

    /** Returns the line, and forgets it. */
    String take() {
        return text.getAndSet("");
    }
}
