package metatextgrad.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of HTTP/1.1 from a connection. It knows what servers under load write and no more,
 * so that a measurement costs little itself. For one thread.
 */
final class HttpInput {
    private static final int BUFFER = 4096;
    private static final int LONGEST = 64 * 1024;

    /**
     * The head of a message.
     *
     * @param start its first line
     * @param length of the body; negative if it is not stated
     * @param chunked whether the body comes in chunks
     */
    record Head(String start, long length, boolean chunked) {
        /** Returns the status of a response. */
        int status() {
            return start.length() < 12 ? 0 : Integer.parseInt(start.substring(9, 12));
        }
    }

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    /** Whether a chunk was read whose line end was not. */
    private boolean isInBody;

    HttpInput(InputStream in) {
        this.in = in;
    }

    /** Returns the next head; null if the connection ended before it. */
    @Nullable Head head() throws IOException {
        if (at == end && !fill()) return null;
        String start = line();
        long length = -1;
        boolean chunked = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (has(line, "content-length:")) length = Long.parseLong(value(line));
            else if (has(line, "transfer-encoding:")) chunked = value(line).endsWith("chunked");
        }
        return new Head(start, length, chunked);
    }

    /** Returns a body of a stated size or in chunks. */
    String body(Head head) throws IOException {
        if (!head.chunked()) return text((int) Math.max(0, head.length()));
        StringBuilder body = new StringBuilder();
        for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) body.append(chunk);
        return body.toString();
    }

    /**
     * Returns the next chunk as soon as its bytes are there; empty at the end of the body. A server
     * may send the line end of a chunk with the next one only.
     */
    String chunk() throws IOException {
        if (isInBody) line();
        String size = line();
        int extension = size.indexOf(';');
        int length = Integer.parseInt(extension < 0 ? size : size.substring(0, extension), 16);
        String chunk = text(length);
        isInBody = length > 0;
        if (!isInBody) line(); // the empty line after the last chunk
        return chunk;
    }

    /** Returns a piece of the stream. */
    String text(int length) throws IOException {
        byte[] text = new byte[length];
        for (int read = 0; read < length; ) {
            if (at == end) require(fill());
            int more = Math.min(length - read, end - at);
            System.arraycopy(buffer, at, text, read, more);
            at += more;
            read += more;
        }
        return new String(text, ISO_8859_1);
    }

    /** Drops the rest of the connection. */
    void drain() throws IOException {
        do at = end;
        while (fill());
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        while (true) {
            if (at == end) require(fill());
            char next = (char) (buffer[at++] & 0xff);
            if (next == '\n') return line.toString();
            if (line.length() == LONGEST) throw new IOException("a line is too long");
            if (next != '\r') line.append(next);
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private static void require(boolean more) throws EOFException {
        if (!more) throw new EOFException("the connection ended in a message");
    }

    private static boolean has(String line, String name) {
        return line.regionMatches(true, 0, name, 0, name.length());
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).strip();
    }
}
