package metatextgrad.services.gateway.proxy;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/** Reads bodies of requests, up to a limit. */
public final class Bodies {
    /**
     * Bytes beyond the limit that are read and dropped before the answer. A connection that closes
     * with unread bytes is reset, and many clients would then not see why.
     */
    private static final long DROPPED = 64 << 20;

    private Bodies() {}

    /**
     * Returns the body of a request.
     *
     * @param most the largest size, in bytes
     * @param room gets the bytes of each piece; it may throw {@link NoRoom}
     * @throws Denied if it is larger
     */
    public static byte[] read(HttpServletRequest request, int most, IntConsumer room)
            throws IOException {
        long length = request.getContentLengthLong();
        if (request.getHeader("Expect") != null && length > most)
            throw tooLarge(most); // The client has not begun to send it.
        try (InputStream in = new Counted(request.getInputStream(), room)) {
            // A stated length is exact, and needs no larger buffer.
            if (length >= 0 && length <= most) return in.readNBytes((int) length);
            byte[] body = length > most ? new byte[0] : in.readNBytes(most + 1);
            if (body.length <= most && length <= most) return body;
            drop(request.getInputStream());
            throw tooLarge(most);
        }
    }

    /** Reads the rest of a body without keeping it; see {@link #DROPPED}. */
    public static void drop(HttpServletRequest request) throws IOException {
        if (request.getHeader("Expect") == null) drop(request.getInputStream());
    }

    private static void drop(InputStream in) throws IOException {
        byte[] dropped = new byte[4 * 1024];
        long left = DROPPED;
        int read = 0;
        while (left > 0 && read >= 0) {
            read = in.read(dropped);
            left -= read;
        }
    }

    /** Counts what is read in pieces. */
    private static final class Counted extends FilterInputStream {
        private final IntConsumer room;

        Counted(InputStream in, IntConsumer room) {
            super(in);
            this.room = room;
        }

        @Override
        public int read(byte[] to, int from, int most) throws IOException {
            int read = in.read(to, from, most);
            if (read > 0) room.accept(read);
            return read;
        }
    }

    private static Denied tooLarge(int most) {
        return new Denied(
                413,
                "body_too_large",
                "the body has more than %d bytes, which is the maximum".formatted(most));
    }
}
