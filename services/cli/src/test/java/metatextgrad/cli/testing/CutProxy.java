package metatextgrad.cli.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * A network that can be cut: forwards bytes to a server on this machine. While it is cut, no byte
 * gets through and no side is notified, as with a pulled cable.
 */
public final class CutProxy implements AutoCloseable {
    private static final int PIECE = 8192;

    private final ServerSocket door;
    private final int to;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Semaphore open = new Semaphore(1);

    private CutProxy(ServerSocket door, int to) {
        this.door = door;
        this.to = to;
    }

    public static CutProxy to(int port) throws IOException {
        CutProxy proxy =
                new CutProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    public int port() {
        return door.getLocalPort();
    }

    public void cut() {
        open.acquireUninterruptibly();
    }

    public void restore() {
        open.release();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket from = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
                sockets.add(from);
                sockets.add(server);
                Thread.ofVirtual().start(() -> hand(from, server));
                Thread.ofVirtual().start(() -> hand(server, from));
            } catch (IOException closed) {
                // The next one tries again, unless the door is closed.
            }
        }
    }

    private void hand(Socket from, Socket on) {
        byte[] piece = new byte[PIECE];
        try (from;
                on) {
            int read = from.getInputStream().read(piece);
            while (read >= 0) {
                open.acquireUninterruptibly();
                open.release();
                on.getOutputStream().write(piece, 0, read);
                read = from.getInputStream().read(piece);
            }
        } catch (IOException ended) {
            // Either side may close; closing notifies the other one.
        } finally {
            sockets.remove(from);
            sockets.remove(on);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) socket.close();
    }
}
