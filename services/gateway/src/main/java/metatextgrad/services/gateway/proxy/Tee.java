package metatextgrad.services.gateway.proxy;

import java.io.ByteArrayOutputStream;

/** Keeps a copy of a body that is relayed, up to a limit. For one thread. */
final class Tee {
    /** An answer has 64 KB; a stream has JSON around each token. */
    private static final int MOST = 4 << 20;

    private final RequestRoom.Place room;
    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private boolean whole = true;

    /**
     * @param room of the request; without more of it, there is no copy
     */
    Tee(RequestRoom.Place room) {
        this.room = room;
    }

    void write(byte[] bytes, int length) {
        if (!whole) return;
        if (copy.size() + length > MOST || !room.copy(length)) {
            whole = false;
            copy.reset();
        } else {
            copy.write(bytes, 0, length);
        }
    }

    /** Returns the copy; empty if the body was too large, or there was too little room. */
    byte[] bytes() {
        return copy.toByteArray();
    }
}
