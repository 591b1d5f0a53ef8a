package metatextgrad.services.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Watches the connection of a client whose request was read, and ends what it waits for when the
 * client closes it. Jetty itself does not read while a request is answered, so it would notice only
 * when it writes.
 *
 * <p>Close the watch before anything else reads the connection.
 */
final class ClientWatch implements Callback, AutoCloseable {
    private enum State {
        WATCHING,
        GONE,
        ENDED
    }

    private final @Nullable AbstractEndPoint client;
    private final Runnable end;
    private final ReentrantLock lock = new ReentrantLock();
    private State state = State.WATCHING;
    private boolean hasRead;

    private ClientWatch(@Nullable AbstractEndPoint client, Runnable end) {
        this.client = client;
        this.end = end;
        if (client == null || !client.tryFillInterested(this)) state = State.ENDED;
    }

    /**
     * Begins to watch the client of this request, whose body was read to its end. When the client
     * goes away, the calling thread is interrupted.
     */
    static ClientWatch of(HttpServletRequest request) {
        return of(request, Thread.currentThread()::interrupt);
    }

    /**
     * Begins to watch the client of this request, whose body was read to its end.
     *
     * @param end called once when the client goes away, on another thread
     */
    static ClientWatch of(HttpServletRequest request, Runnable end) {
        return new ClientWatch(
                ServletContextRequest.getServletContextRequest(request)
                                        .getConnectionMetaData()
                                        .getConnection()
                                        .getEndPoint()
                                instanceof AbstractEndPoint client
                        ? client
                        : null,
                end);
    }

    /** There is something to read: the end, or the next request of a client that does not wait. */
    @Override
    public void succeeded() {
        lock.lock();
        try {
            if (state != State.WATCHING || client == null) return;
            ByteBuffer next = BufferUtil.allocate(1);
            int read = client.fill(next);
            if (read < 0) gone();
            else if (read == 0) state = client.tryFillInterested(this) ? state : State.ENDED;
            else readNext();
        } catch (IOException e) {
            gone();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void failed(Throwable cause) {
        lock.lock();
        try {
            if (state != State.WATCHING || client == null) return;
            if (cause instanceof IOException) gone();
            // The connection was idle, as it is while a model thinks.
            else if (!client.tryFillInterested(this)) state = State.ENDED;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** Whether the client has closed its connection. */
    boolean isGone() {
        lock.lock();
        try {
            return state == State.GONE;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a byte of a next request was read: the connection must close after the response. */
    boolean hasRead() {
        return hasRead;
    }

    /** Ends the watch, and takes an interrupt of it back. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (state == State.GONE) {
                var unused = Thread.interrupted();
            } else if (state == State.WATCHING && client != null) {
                state = State.ENDED;
                client.getFillInterest().onFail(new Unwatched());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Without a stack trace, which takes long: most requests end a watch. */
    private static final class Unwatched extends IOException {
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private void readNext() {
        state = State.ENDED;
        hasRead = true;
    }

    private void gone() {
        state = State.GONE;
        end.run();
    }
}
