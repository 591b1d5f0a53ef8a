package metatextgrad.bench.load;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A connection of the load generator, used for one request at a time. */
final class LoadConnection implements AutoCloseable {
    private static final int CONNECT = 5_000;
    private static final int SILENCE = 20_000;

    private final Socket socket;
    private final HttpInput in;
    private final OutputStream out;
    private boolean reusable = true;
    private long idleSince;

    private LoadConnection(Socket socket) throws IOException {
        this.socket = socket;
        in = new HttpInput(socket.getInputStream());
        out = socket.getOutputStream();
    }

    static LoadConnection open(URI target) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(SILENCE);
            socket.connect(new InetSocketAddress(target.getHost(), target.getPort()), CONNECT);
            return new LoadConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends a request, and waits for the head of the response.
     *
     * @throws IOException also if its status is not 200
     */
    HttpInput.Head send(byte[] request) throws IOException {
        out.write(request);
        HttpInput.Head head = in.head();
        if (head == null) throw new IOException("the server closed the connection");
        if (head.status() == 200) return head;
        throw new IOException("the status is " + head.status());
    }

    /** Reads a response to its end. */
    void read(HttpInput.Head head) throws IOException {
        reusable = head.chunked() || head.length() >= 0;
        if (reusable) {
            var unused = in.body(head);
        } else {
            in.drain();
        }
        idleSince = System.nanoTime();
    }

    /** Returns the next chunk of a stream; empty at its end. */
    String chunk() throws IOException {
        return in.chunk();
    }

    /** Whether another request can be sent. */
    boolean reusable(long longestIdle) {
        return reusable && System.nanoTime() - idleSince < longestIdle;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            reusable = false;
        }
    }
}
