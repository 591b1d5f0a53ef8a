package metatextgrad.bench.outage;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.bench.process.ChildProcess;
import metatextgrad.bench.process.ConditionWait;
import metatextgrad.cli.cluster.Http;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.Ports;
import metatextgrad.process.StablePort;

/**
 * HAProxy before two gateways, as a Service of Kubernetes is: it checks readiness each second,
 * takes a gateway out after two failures, and tries another one if no connection can be opened.
 * Nothing that was sent is sent again.
 */
final class OutageProxy implements AutoCloseable {
    /** The request header by which its log names requests. */
    static final String ID = "X-Request-Number";

    static final String PROGRAM = "haproxy";

    private static final Pattern LINE =
            Pattern.compile("^request (\\S+) (\\S+) (\\+?)\\d+ -?\\d+$", Pattern.MULTILINE);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int STATUS = 17;
    private static final int CHECKS_DOWN = 22;

    private final ChildProcess process;
    private final Path log;
    private final int port;
    private final int stats;

    private OutageProxy(ChildProcess process, Path log, int port, int stats) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.stats = stats;
    }

    /**
     * A gateway behind it.
     *
     * @param checks port of its health pages
     */
    record Server(String name, int port, int checks) {
        private String line() {
            return "  server %s %s:%d check port %d inter 1s fall 2 rise 1"
                    .formatted(name, Ports.HOST, port, checks);
        }
    }

    /**
     * A request as its log has it.
     *
     * @param server that got it last
     * @param redispatched whether another server was tried before
     */
    record Forwarded(String server, boolean redispatched) {}

    /** Returns what to do if HAProxy is not on the PATH; empty if it is. */
    static Optional<String> missing() {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean there =
                Arrays.stream(path.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
        return there
                ? Optional.empty()
                : Optional.of("HAProxy is not on the PATH: apt-get install " + PROGRAM);
    }

    /**
     * Starts it; returns at once.
     *
     * @param check that a server may take to answer a health check
     */
    static OutageProxy start(Path folder, Duration check, List<Server> servers) {
        int port = StablePort.any();
        int stats = StablePort.any();
        try {
            Files.createDirectories(folder);
            Path file =
                    Files.writeString(
                            folder.resolve("haproxy.cfg"),
                            configuration(port, stats, check, servers));
            List<String> command = List.of(PROGRAM, "-db", "-f", file.toString());
            ChildProcess process = ChildProcess.start("HAProxy", folder, command, Map.of());
            return new OutageProxy(process, folder.resolve("log"), port, stats);
        } catch (IOException e) {
            throw Exit.FAILURE.problem(e, "cannot write to %s: %s", folder, e.getMessage());
        }
    }

    static String configuration(int port, int stats, Duration check, List<Server> servers) {
        String lines = String.join("\n", servers.stream().map(Server::line).toList());
        return """
        global
          log stdout format raw local0
          nbthread 1
        defaults
          mode http
          timeout connect 1s
          timeout client 660s
          timeout server 660s
          timeout check %6$dms
          retries 3
          retry-on conn-failure
          option redispatch 1
        frontend applications
          bind %1$s:%2$d
          # A kept connection would end without an answer and without a line in the log.
          option httpclose
          log global
          log-format "request %%[capture.req.hdr(0)] %%s %%rc %%ST"
          http-request capture req.hdr(%3$s) len 32
          default_backend gateways
        backend gateways
          balance roundrobin
          option httpchk GET /health/ready
        %4$s
        frontend numbers
          bind %1$s:%5$d
          stats enable
          stats uri /
        """
                .formatted(Ports.HOST, port, ID, lines, stats, check.toMillis());
    }

    /** Returns the address of a path. */
    URI address(String path) {
        return URI.create("http://%s:%d%s".formatted(Ports.HOST, port, path));
    }

    /** Returns whether a gateway gets requests now. */
    boolean isUp(String server) {
        return row(server).map(row -> row[STATUS].startsWith("UP")).orElse(false);
    }

    /** Returns whether the health check has taken a gateway out. */
    boolean isDown(String server) {
        return row(server).map(row -> row[STATUS].startsWith("DOWN")).orElse(false);
    }

    /** Returns how often a gateway was taken out so far. */
    int takenOut(String server) {
        return row(server).map(row -> Integer.parseInt(row[CHECKS_DOWN])).orElse(0);
    }

    /** Returns all requests so far, once those of the load are among them, or after a while. */
    Map<String, Forwarded> forwarded(List<OutageRequest> load) {
        Set<String> ids = load.stream().map(OutageRequest::id).collect(Collectors.toSet());
        var unused = ConditionWait.within(TIMEOUT, () -> forwarded().keySet().containsAll(ids));
        return forwarded();
    }

    private Map<String, Forwarded> forwarded() {
        try {
            return forwarded(Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Forwarded> forwarded(String log) {
        Map<String, Forwarded> all = new HashMap<>();
        Matcher lines = LINE.matcher(log);
        while (lines.find())
            all.put(lines.group(1), new Forwarded(lines.group(2), !lines.group(3).isEmpty()));
        return all;
    }

    @Override
    public void close() {
        process.close();
    }

    /**
     * Returns the row of a gateway in HAProxy's statistics; empty if it does not answer.
     *
     * @throws EnvironmentProblem with the reason from its log, if it has ended
     */
    private Optional<String[]> row(String server) {
        process.requireAlive();
        URI page = URI.create("http://%s:%d/;csv".formatted(Ports.HOST, stats));
        try {
            Stream<String> lines = Http.get(page, TIMEOUT).body().lines();
            return lines.filter(line -> line.startsWith("gateways," + server + ","))
                    .map(line -> line.split(",", -1))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
