package metatextgrad.cli.testing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.services.StreamServices;
import metatextgrad.config.Settings;
import metatextgrad.model.event.Event;
import metatextgrad.ops.LoopMeters;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceRunner;
import metatextgrad.wire.EventSerde;
import org.apache.kafka.common.serialization.Serde;

/** All stream processors of a small system in a process of their own, one with a fail point. */
public final class LoopOwner {
    public static final int PARTITIONS = 3;
    public static final String PREFIX = "mtg.";

    private LoopOwner() {}

    /** The test writes its orders into the folder that also has the stores. */
    public static Owner start(
            Path folder, String kafka, String service, boolean before, String deed)
            throws IOException {
        List<String> reported = List.of(kafka, service, FailPoint.word(before), deed);
        Files.write(Files.createDirectories(folder).resolve("loop"), reported);
        return Owner.start(LoopOwner.class, folder);
    }

    /** Without a fail point, and with these environment variables. */
    public static Owner start(Path folder, String kafka, Map<String, String> environment)
            throws IOException {
        List<String> reported = List.of(kafka, "none", FailPoint.word(true), "halt");
        Files.write(Files.createDirectories(folder).resolve("loop"), reported);
        return Owner.start(LoopOwner.class, folder, environment);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]);
        List<String> reported = Files.readAllLines(folder.resolve("loop"));
        Runnable deed = reported.get(3).equals("halt") ? FailPoint.HALT : LoopOwner::waits;
        FailPoint point =
                FailPoint.of(FailPoint::forwards, FailPoint.isBefore(reported.get(2)), deed);
        Map<String, String> clients = FailingSupplier.at(PREFIX + reported.get(1), point);
        // Before the services start: one of them may halt this process before the last has started.
        System.out.println(System.currentTimeMillis());
        start(settings(reported.getFirst(), folder, clients), new SimpleMeterRegistry());
        Thread.currentThread().join();
    }

    /** Reports that the point is reached, and blocks until the input ends. */
    static void waits() {
        System.out.println("reached");
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts them in this process; the last one started is closed first. */
    public static Deque<ServiceRunner> start(Settings settings, MeterRegistry registry) {
        Deque<ServiceRunner> runners = new ArrayDeque<>();
        LoopMeters meters = new LoopMeters(registry);
        Serde<Event> events = EventSerde.local();
        for (Service service : StreamServices.all())
            runners.push(ServiceRunner.start(service, settings, events, meters));
        return runners;
    }

    /** Settings without a registry; the folder names the instance. */
    public static Settings settings(String kafka, Path folder, Map<String, String> clients) {
        return new Settings(
                kafka,
                null,
                PREFIX,
                folder.getFileName().toString(),
                folder,
                0,
                PARTITIONS,
                (short) 1,
                Duration.ofDays(30),
                Duration.ofMinutes(30),
                clients);
    }
}
