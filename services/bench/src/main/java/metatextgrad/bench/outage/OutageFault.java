package metatextgrad.bench.outage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A part of the installation that fails.
 *
 * @param hangs whether it is suspended (SIGSTOP) instead of killed (SIGKILL)
 */
public record OutageFault(Part part, boolean hangs) {
    /** A part that can fail. */
    public enum Part {
        SERVICES("stream services and worker"),
        KAFKA("Kafka"),
        REGISTRY("registry"),
        GATEWAY("one of two gateways");

        private final String title;

        Part(String title) {
            this.title = title;
        }
    }

    /** Returns every part, suspended and then killed, in the order of the benchmark. */
    public static List<OutageFault> all() {
        return Arrays.stream(Part.values())
                .flatMap(
                        part ->
                                Stream.of(
                                        new OutageFault(part, true), new OutageFault(part, false)))
                .toList();
    }

    /** Returns the name for scripts, such as {@code kafka.hung}. */
    public String name() {
        return part.name().toLowerCase(Locale.ROOT) + (hangs ? ".hung" : ".down");
    }

    /** Returns the name for people, such as {@code Kafka hung}. */
    public String title() {
        return part.title + (hangs ? " hung" : " down");
    }
}
