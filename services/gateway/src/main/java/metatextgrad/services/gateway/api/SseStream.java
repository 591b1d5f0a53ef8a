package metatextgrad.services.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import metatextgrad.services.gateway.settings.GatewayKey;
import metatextgrad.services.gateway.views.Signal;
import org.jspecify.annotations.Nullable;

/** A stream of server-sent events to one client. For one thread. */
public final class SseStream implements AutoCloseable {
    /** The header with the id of the last event that a client got. */
    public static final String LAST = "Last-Event-ID";

    public static final String TYPE = "text/event-stream";

    /** So often a client that has gone is noticed, and a key that was revoked. */
    private static final Duration BEAT = Duration.ofSeconds(10);

    /** A client that has gone is noticed by then. */
    private static final int RETRY_SECONDS = 2 * (int) BEAT.toSeconds();

    private final OutputStream out;
    private final Duration beat;
    private final Runnable end;
    private long written = System.nanoTime();

    /**
     * @param beat how long the stream is silent at most
     * @param end called when it closes
     */
    SseStream(OutputStream out, Duration beat, Runnable end) {
        this.out = out;
        this.beat = beat;
        this.end = end;
    }

    /** Whether the client wants a stream. */
    static boolean isWanted(ApiCall call) {
        String accept = call.context().req().getHeader("Accept");
        return accept != null && accept.contains(TYPE);
    }

    /**
     * Sends the head of the response.
     *
     * @throws metatextgrad.services.gateway.proxy.Denied if the key has too many streams
     */
    static SseStream open(ApiCall call) throws IOException {
        GatewayKey key = call.key();
        if (!call.streams().begin(key))
            throw Problem.TOO_MANY_STREAMS
                    .denied(
                            "the gateway key `%s` has too many open streams at this gateway"
                                    .formatted(key.name()))
                    .retryAfter(RETRY_SECONDS);
        try {
            return open(call.context(), () -> call.streams().end(key));
        } catch (IOException | RuntimeException e) {
            call.streams().end(key);
            throw e;
        }
    }

    /**
     * Sends the head of the response.
     *
     * @param end called when the stream closes
     */
    public static SseStream open(Context context, Runnable end) throws IOException {
        var response = context.res();
        response.setStatus(200);
        response.setContentType(TYPE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // nginx would keep the events back.
        response.setHeader("X-Accel-Buffering", "no");
        SseStream stream = new SseStream(response.getOutputStream(), BEAT, end);
        stream.write(": open\n\n");
        return stream;
    }

    /**
     * Sends an event.
     *
     * @param id by which the client continues; null for none
     * @param data in one line
     */
    public void send(@Nullable String id, String type, String data) throws IOException {
        String head = id == null ? "" : "id: " + id + "\n";
        StringBuilder lines = new StringBuilder();
        data.lines().forEach(line -> lines.append("data: ").append(line).append('\n'));
        write("%sevent: %s\n%s\n".formatted(head, type, lines));
    }

    /**
     * Waits for a change. Changes that the client does not get do not keep it from noticing that
     * the client has gone.
     *
     * @param allowed whether the client may still read
     * @return false if the stream has to end
     * @throws IOException if the client has gone
     */
    public boolean await(Signal changed, long seen, BooleanSupplier allowed)
            throws IOException, InterruptedException {
        while (!changed.isClosed()) {
            boolean more = changed.await(seen, untilBeat());
            if (!allowed.getAsBoolean()) return false;
            if (untilBeat().isZero()) write(": beat\n\n");
            if (more) return true;
        }
        return false;
    }

    private Duration untilBeat() {
        return Duration.ofNanos(Math.max(0, beat.toNanos() - (System.nanoTime() - written)));
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
        written = System.nanoTime();
    }

    @Override
    public void close() {
        end.run();
    }
}
