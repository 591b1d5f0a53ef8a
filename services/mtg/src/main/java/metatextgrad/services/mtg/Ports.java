package metatextgrad.services.mtg;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the all-in-one; it listens on this machine only. */
final class Ports {
    static final String HOST = "127.0.0.1";
    private static final int HIGHEST = 65_535;

    private Ports() {}

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /**
     * Asks before a server does: a server that finds its port taken fails late, and with a stack
     * trace. Port 0 is always free.
     */
    static void requireFree(int port, String user, String option) {
        if (port < 0 || port > HIGHEST) {
            throw Exit.USAGE.problem("%s is %d; it must be 0 to %d", option, port, HIGHEST);
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address(port));
        } catch (IOException e) {
            throw inUse(HOST, port, user, option, e);
        }
    }

    /** Two servers of ours cannot share a port; 0 is another one each time. */
    static void requireDifferent(int port, String option, int other, String otherOption) {
        if (port != 0 && port == other) {
            throw Exit.CONFIGURATION.problem(
                    "%s and %s are both %d: choose two ports, 0 for any",
                    option, otherOption, port);
        }
    }

    /**
     * A port somebody else has.
     *
     * @param user who wants it
     * @param option how to choose another one
     */
    static EnvironmentProblem inUse(
            String host, int port, String user, String option, Throwable cause) {
        return Exit.CONFIGURATION.problem(
                cause,
                "%s cannot listen on %s:%d (%s). Stop what holds the port, or choose another with %s, 0 for any.",
                user,
                host,
                port,
                cause.getMessage(),
                option);
    }
}
