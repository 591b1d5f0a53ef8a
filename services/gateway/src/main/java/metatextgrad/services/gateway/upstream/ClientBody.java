package metatextgrad.services.gateway.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.jspecify.annotations.Nullable;

/** The body of a client's request: as a whole, or as it arrives. It is sent once. */
public final class ClientBody {
    private final byte[] whole;
    private final @Nullable InputStream arriving;
    private final long length;
    private volatile boolean broken;

    private ClientBody(byte[] whole, @Nullable InputStream arriving, long length) {
        this.whole = whole;
        this.arriving = arriving;
        this.length = length;
    }

    /** A body that was read. */
    public static ClientBody of(byte[] whole) {
        return new ClientBody(whole, null, whole.length);
    }

    /**
     * A body that is read while it is sent on.
     *
     * @param length negative if it is not known
     */
    public static ClientBody arriving(InputStream in, long length) {
        return new ClientBody(new byte[0], in, length);
    }

    /** Whether the client has sent all of it before the call begins. */
    public boolean isRead() {
        return arriving == null;
    }

    /** Whether the client broke off before its end. */
    boolean isBroken() {
        return broken;
    }

    /**
     * Returns what the client sends; null if there is nothing to send.
     *
     * @param progress called with each piece that the server takes
     * @param broken called when the client breaks off; ends the call, so that the server does not
     *     take the pieces that it has for the whole body
     */
    @Nullable HttpEntity entity(Runnable progress, Runnable broken) {
        InputStream in = arriving;
        if (in != null)
            return new InputStreamEntity(new Pieces(in, progress, broken), length, null);
        return whole.length == 0 ? null : new ByteArrayEntity(whole, null);
    }

    private final class Pieces extends FilterInputStream {
        private final Runnable progress;
        private final Runnable end;

        Pieces(InputStream in, Runnable progress, Runnable end) {
            super(in);
            this.progress = progress;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int most) throws IOException {
            broken = true;
            try {
                int read = in.read(to, from, most);
                progress.run();
                broken = false;
                return read;
            } finally {
                if (broken) end.run();
            }
        }
    }
}
