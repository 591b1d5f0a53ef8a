package metatextgrad.services.gateway.proxy;

import java.io.ByteArrayOutputStream;

/** Keeps a copy of a body that is relayed, up to a limit. For one thread. */
final class Tee {
    /** An answer has 64 KB; a stream has JSON around each token. */
    private static final int MOST = 4 << 20;

    private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
    private boolean whole = true;

    void write(byte[] bytes, int length) {
        if (!whole) return;
        if (copy.size() + length > MOST) {
            whole = false;
            copy.reset();
        } else {
            copy.write(bytes, 0, length);
        }
    }

    /** Returns the copy; empty if the body was too large. */
    byte[] bytes() {
        return copy.toByteArray();
    }
}
