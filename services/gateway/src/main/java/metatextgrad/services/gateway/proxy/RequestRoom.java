package metatextgrad.services.gateway.proxy;

import java.util.concurrent.Semaphore;
import metatextgrad.services.gateway.meters.GatewayMeters;

/**
 * The heap of requests in flight. A request that finds too little of it is refused at once.
 * Otherwise a slow model server, under a load that does not wait, would cost all requests in flight
 * their answers. Thread-safe.
 */
public final class RequestRoom {
    /** Of a request without its body: buffers of two connections, and the stack of a thread. */
    private static final int REQUEST_KIB = 32;

    /**
     * About: a body is read, parsed, and written with another prompt. The copy of an answer grows
     * by doubling, and is read as text.
     */
    private static final int COPIES = 4;

    /** For the console and the API, and for clients that only wait. */
    private static final int LEAST_CONNECTIONS = 100;

    private static final int KIB = 1024;
    private final Semaphore kib;
    private final int connections;
    private final GatewayMeters meters;

    /**
     * @param bytes of heap that requests in flight may take
     */
    public RequestRoom(long bytes, GatewayMeters meters) {
        kib = new Semaphore(Math.clamp(bytes / KIB, 1, Integer.MAX_VALUE));
        connections = LEAST_CONNECTIONS + kib.availablePermits() / REQUEST_KIB * 5 / 4;
        this.meters = meters;
    }

    /**
     * Returns how many connections of clients there may be. It is a quarter more than requests have
     * room, since a connection takes some too, while it is idle and while a refusal is written.
     */
    public int connections() {
        return connections;
    }

    /**
     * Returns the room of a request, to close at its end.
     *
     * @throws NoRoom if there is none
     */
    public Place enter() {
        Place place = new Place();
        if (!place.take(REQUEST_KIB)) throw none();
        return place;
    }

    /** What one request takes. For one thread. */
    public final class Place implements AutoCloseable {
        private int taken;
        private long bytes;

        private Place() {}

        /**
         * Takes room for a piece of a body that is not only streamed.
         *
         * @throws NoRoom if there is none
         */
        public void body(int piece) {
            if (!copy(piece)) throw none();
        }

        /** Takes room for a piece of a copy of the answer; returns false if there is none. */
        boolean copy(int piece) {
            long all = bytes + piece;
            if (!take(REQUEST_KIB + Math.toIntExact(all * COPIES / KIB) - taken)) return false;
            bytes = all;
            return true;
        }

        private boolean take(int more) {
            if (!kib.tryAcquire(more)) return false;
            taken += more;
            return true;
        }

        @Override
        public void close() {
            kib.release(taken);
        }
    }

    private NoRoom none() {
        meters.overloaded();
        return new NoRoom();
    }
}
