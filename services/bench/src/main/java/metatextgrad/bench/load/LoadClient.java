package metatextgrad.bench.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Connections to one server. One that was used last is used first. Thread-safe. */
final class LoadClient implements AutoCloseable {
    /** Servers close idle connections, uvicorn after 5 s. */
    private static final Duration IDLE = Duration.ofSeconds(2);

    private final URI target;
    private final ConcurrentLinkedDeque<LoadConnection> idle = new ConcurrentLinkedDeque<>();

    LoadClient(URI target) {
        this.target = target;
    }

    /** Returns an idle connection, or a new one. */
    LoadConnection take() throws IOException {
        LoadConnection last = idle.pollLast();
        if (last != null && last.reusable(IDLE.toNanos())) return last;
        if (last != null) last.close();
        return LoadConnection.open(target);
    }

    /** Takes a connection back whose response was read to its end. */
    void put(LoadConnection connection) {
        idle.addLast(connection);
    }

    @Override
    public void close() {
        idle.forEach(LoadConnection::close);
    }
}
