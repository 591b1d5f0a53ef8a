package metatextgrad.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the all-in-one; it listens on this machine only. */
public final class Ports {
    public static final String HOST = "127.0.0.1";
    private static final int HIGHEST = 65_535;

    private Ports() {}

    public static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /**
     * Checks a port before a server binds it, since the server would fail late and with a stack
     * trace. Port 0 is always free.
     */
    public static void requireFree(int port, String user, String option) {
        if (port < 0 || port > HIGHEST)
            throw Exit.USAGE.problem("%s is %d; it must be 0 to %d", option, port, HIGHEST);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address(port));
        } catch (IOException e) {
            throw inUse(HOST, port, user, option, e);
        }
    }

    /** Our own servers need different ports; 0 is any free one. */
    public static void requireDifferent(int port, String option, int other, String otherOption) {
        if (port != 0 && port == other) {
            throw Exit.CONFIGURATION.problem(
                    "%s and %s are both %d: choose two ports, 0 for any free port",
                    option, otherOption, port);
        }
    }

    /**
     * Returns the problem of a port that another process uses.
     *
     * @param user the server that needs it
     * @param option how to choose another one
     */
    public static EnvironmentProblem inUse(
            String host, int port, String user, String option, Throwable cause) {
        return Exit.CONFIGURATION.problem(
                cause,
                "%s cannot listen on %s:%d (%s). Stop the process that uses the port, or choose another with %s, 0 for any free port.",
                user,
                host,
                port,
                cause.getMessage(),
                option);
    }
}
