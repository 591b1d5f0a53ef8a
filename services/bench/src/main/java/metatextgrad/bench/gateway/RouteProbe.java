package metatextgrad.bench.gateway;

import java.time.Duration;
import java.util.function.Consumer;
import metatextgrad.bench.load.LoadOrder;
import metatextgrad.bench.load.LoadOrder.Kind;
import metatextgrad.bench.load.LoadProcess;
import metatextgrad.bench.load.LoadResult;
import metatextgrad.bench.process.ChildProcess;
import metatextgrad.cli.text.Texts;

/** Measures one way to the model server. For one thread. */
final class RouteProbe {
    /** Requests a second of the rounds. */
    static final int RATE = 100;

    /** Requests a second at which the processor time is compared with its target. */
    static final int BUSY = 400;

    private static final int OPENED_A_SECOND = 400;
    private static final double STEADY_MILLIS = 250;
    private static final int ATTEMPTS = 2;

    private final LoadProcess load;
    private final MeasuredRoute route;
    private final Consumer<String> progress;
    private LoadResult plain = LoadResult.none();
    private LoadResult stream = LoadResult.none();
    private Duration cpu = Duration.ZERO;
    private double busyCpuMillis;
    private int rate;
    private int open;
    private double resident;
    private long sent;

    RouteProbe(LoadProcess load, MeasuredRoute route, Consumer<String> progress) {
        this.load = load;
        this.route = route;
        this.progress = progress;
    }

    String label() {
        return route.label();
    }

    /** Sends both kinds of requests, which do not count. */
    void warmUp(int seconds, int eachSecond) {
        send(Kind.STREAM, eachSecond / 2, eachSecond / 2 * seconds / 4);
        send(Kind.PLAIN, eachSecond, eachSecond * seconds * 3 / 4);
    }

    /** Measures another round. */
    void round(Kind kind, int seconds) {
        Duration before = cpu();
        LoadResult result = send(kind, RATE, RATE * seconds);
        if (result.failed() > 0)
            progress.accept("%s failed: %s".formatted(route.label(), result.reason()));
        if (kind == Kind.STREAM) {
            stream = stream.with(result);
        } else {
            plain = plain.with(result);
            cpu = cpu.plus(cpu().minus(before));
        }
    }

    /**
     * Measures the processor time of requests that come fast. A JVM compiles for minutes after a
     * rush, so only the last quarter of the rounds counts.
     *
     * @param seconds of a round
     */
    void busy(int seconds, int rounds) {
        Duration counted = Duration.ZERO;
        LoadResult result = LoadResult.none();
        for (int round = 1; round <= rounds; round++) {
            Duration before = cpu();
            LoadResult one = send(Kind.PLAIN, BUSY, BUSY * seconds);
            Duration took = cpu().minus(before);
            progress.accept(
                    Texts.format(
                            "%s, %d requests/s, round %d of %d: %.2f ms of processor time each",
                            route.label(), BUSY, round, rounds, millis(took, one)));
            if (round <= rounds * 3 / 4) continue;
            counted = counted.plus(took);
            result = result.with(one);
        }
        busyCpuMillis = millis(counted, result);
    }

    /** Searches the highest rate at which all are answered, 99 % of them in 250 ms. */
    void search(int seconds) {
        RateSearch search = RateSearch.begin();
        while (!search.ended()) {
            // Other work of the machine may disturb a rate once.
            boolean steady = false;
            for (int attempt = 0; attempt < ATTEMPTS && !steady; attempt++)
                steady = isSteady(search.next(), seconds);
            search = search.with(steady);
        }
        rate = search.steady();
    }

    private boolean isSteady(int eachSecond, int seconds) {
        LoadResult result = send(Kind.PLAIN, eachSecond, eachSecond * seconds);
        progress.accept(
                Texts.format(
                        "%s, %d requests/s: p99 %.1f ms, %d without an answer",
                        route.label(), eachSecond, result.millis(99), result.failed()));
        return result.failed() == 0 && result.millis(99) <= STEADY_MILLIS;
    }

    /** Opens streams, and reads the memory of the proxy while they are open. */
    void open(int streams) {
        LoadOrder order = new LoadOrder(Kind.OPEN, route.chat(), OPENED_A_SECOND, streams);
        ChildProcess proxy = route.proxy();
        LoadResult result = load.open(order, () -> resident = proxy == null ? 0 : proxy.resident());
        open = streams - result.failed();
        if (result.failed() > 0)
            progress.accept(
                    "%s: %d streams failed: %s"
                            .formatted(route.label(), result.failed(), result.reason()));
    }

    RouteReport report() {
        return new RouteReport(
                plain, stream, millis(cpu, plain), busyCpuMillis, rate, open, resident, sent);
    }

    private LoadResult send(Kind kind, int eachSecond, int count) {
        if (route.proxy() != null) route.proxy().requireAlive();
        LoadResult result = load.run(new LoadOrder(kind, route.chat(), eachSecond, count));
        sent += count;
        return result;
    }

    private Duration cpu() {
        return route.proxy() == null ? Duration.ZERO : route.proxy().cpu();
    }

    private static double millis(Duration cpu, LoadResult result) {
        return cpu.toNanos() / 1e6 / Math.max(1, result.answered());
    }
}
