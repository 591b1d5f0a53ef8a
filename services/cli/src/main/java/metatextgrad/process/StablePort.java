package metatextgrad.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for servers that restart at the same address. */
public final class StablePort {
    /** Below those that systems give to outgoing connections, which could take it meanwhile. */
    private static final int FROM = 15_000;

    private static final int TO = 30_000;

    private StablePort() {}

    /** Returns a free port. */
    public static int any() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FROM, TO);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // The port is taken: try another.
            }
        }
    }
}
