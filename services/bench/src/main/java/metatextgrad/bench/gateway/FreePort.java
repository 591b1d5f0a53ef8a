package metatextgrad.bench.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import metatextgrad.process.Exit;

/** Ports for servers that do not report which one they chose. */
final class FreePort {
    private FreePort() {}

    /** Returns a port that no process uses now. */
    static int find() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "there is no free port: %s", e.getMessage());
        }
    }
}
